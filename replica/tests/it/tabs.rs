//! Two tabs over one store (T5): every interleaving with up to two switches between them, or three.

use std::cell::Cell;
use std::rc::Rc;

use domain::envelope::Seq;
use domain::fixtures::{ANNA, BENT};
use replica::Replica;
use replica::lock::Lock;
use replica::store::Table;

use crate::harness::{
    Disk, Tab, Task, World, assert_once, every_order, interleave, notat, phone, server_notes, wire,
    world,
};
use crate::server::Server;

/// What every run starts from.
struct Start {
    server: Server,
    disk: Disk,
}

struct Tabs {
    world: World,
    tabs: [Rc<Tab>; 2],
}

impl Start {
    fn of(world: &World, tab: &Tab) -> Self {
        Self { server: world.borrow().clone(), disk: tab.disk.copy() }
    }

    fn tabs(&self) -> Tabs {
        let world = Rc::new(std::cell::RefCell::new(self.server.clone()));
        let identity = crate::harness::identity(ANNA);
        let disk = self.disk.copy();
        let open = || {
            let disk = Disk { memory: disk.memory.clone(), ..Disk::default() };
            let tab = Tab::open(disk, wire(&world, identity.person), identity).expect("it opens");
            tab.disk.yields.set(true);
            tab.wire.yields.set(true);
            Rc::new(tab)
        };
        let tabs = [open(), open()];
        Tabs { world, tabs }
    }
}

/// Runs the tasks in every order with up to `most` switches between them; answers how many orders.
fn in_every_order(
    start: &Start,
    most: usize,
    tasks: impl Fn(&Tabs) -> Vec<Task>,
    mut check: impl FnMut(&Tabs, &[usize]),
) -> usize {
    every_order(most, |switches| {
        let tabs = start.tabs();
        let steps = interleave(tasks(&tabs), switches);
        for tab in &tabs.tabs {
            tab.disk.yields.set(false);
            tab.wire.yields.set(false);
        }
        check(&tabs, switches);
        steps
    })
}

fn submits(tab: &Rc<Tab>, text: &'static str) -> Task {
    let tab = Rc::clone(tab);
    Box::pin(async move {
        let stamp = tab.stamp();
        tab.phone.submit(notat(text), stamp, None).await.expect("the phone takes it");
    })
}

fn exchanges(tab: &Rc<Tab>) -> Task {
    let tab = Rc::clone(tab);
    Box::pin(async move {
        // It may be overtaken; what matters is what stands afterwards.
        drop(tab.phone.exchange(tab.now()).await);
    })
}

/// A tab whose phone was shut out and has handed in what it knows of. It may find that there is more.
fn wipes(tab: &Rc<Tab>) -> Task {
    let tab = Rc::clone(tab);
    Box::pin(async move {
        if let Some(next) = tab.phone.look(Replica::handed_in) {
            Lock::of(tab.disk.clone()).wipe(next).await.expect("the store works");
        }
    })
}

fn ends_well(tabs: &Tabs, expected: &[&str], switches: &[usize]) {
    let [one, other] = &tabs.tabs;
    let seqs: Vec<Seq> = {
        let sent = one.again();
        let mut seqs: Vec<Seq> = sent.phone.look(|r| r.sent().map(|s| s.sealed.seq).collect());
        seqs.extend(one.outbox());
        seqs.sort();
        seqs
    };
    let mine = expected.iter().filter(|text| **text != "Bents").count() as u64;
    assert_eq!(seqs, (1..=mine).map(Seq).collect::<Vec<_>>(), "places in line, {switches:?}");
    one.sync();
    other.sync();
    assert_eq!(server_notes(&tabs.world), expected, "{switches:?}");
    assert_eq!(one.notes(), expected, "{switches:?}");
    assert_eq!(other.notes(), expected, "{switches:?}");
    assert_once(&tabs.world);
    one.assert_same();
}

#[test]
fn t5_two_tabs_that_submit_at_once_get_two_places_in_line() {
    let world = world();
    let start = Start::of(&world, &phone(&world, ANNA));
    let both = |tabs: &Tabs| vec![submits(&tabs.tabs[0], "a"), submits(&tabs.tabs[1], "b")];
    let orders = in_every_order(&start, 2, both, |tabs, switches| {
        ends_well(tabs, &["a", "b"], switches);
    });
    assert!(orders > 20, "{orders}");
}

#[test]
fn t5_one_tab_submits_while_another_exchanges_and_no_command_is_lost() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    anna.write("før");
    bent.write("Bents");
    bent.sync();
    let start = Start::of(&world, &anna);
    let both = |tabs: &Tabs| vec![submits(&tabs.tabs[0], "under"), exchanges(&tabs.tabs[1])];
    let orders = in_every_order(&start, 2, both, |tabs, switches| {
        ends_well(tabs, &["Bents", "før", "under"], switches);
    });
    assert!(orders > 30, "{orders}");
}

#[test]
fn t5_one_tab_submits_while_it_exchanges_and_sees_what_it_wrote_throughout() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    anna.write("før");
    bent.write("Bents");
    bent.sync();
    let start = Start::of(&world, &anna);
    let both = |tabs: &Tabs| vec![submits(&tabs.tabs[0], "under"), exchanges(&tabs.tabs[0])];
    let orders = in_every_order(&start, 2, both, |tabs, switches| {
        let notes = tabs.tabs[0].notes();
        assert!(notes.contains(&"før".to_owned()), "{switches:?}");
        assert!(notes.contains(&"under".to_owned()), "{switches:?}");
        ends_well(tabs, &["Bents", "før", "under"], switches);
    });
    assert!(orders > 30, "{orders}");
}

#[test]
fn t5_two_tabs_that_exchange_at_once_store_one_answer_each_or_are_overtaken() {
    let world = world();
    let (anna, bent) = (phone(&world, ANNA), phone(&world, BENT));
    anna.write("Annas");
    bent.write("Bents");
    bent.sync();
    let start = Start::of(&world, &anna);
    let both = |tabs: &Tabs| vec![exchanges(&tabs.tabs[0]), exchanges(&tabs.tabs[1])];
    let orders = in_every_order(&start, 2, both, |tabs, switches| {
        ends_well(tabs, &["Annas", "Bents"], switches);
    });
    assert!(orders > 30, "{orders}");
}

#[test]
fn t5_a_tab_that_reads_anew_while_it_submits_keeps_the_command_in_sight() {
    let world = world();
    let start = Start::of(&world, &phone(&world, ANNA));
    let both = |tabs: &Tabs| {
        let reader = Rc::clone(&tabs.tabs[0]);
        let refresh: Task = Box::pin(async move {
            reader.phone.refresh().await.expect("the store works");
        });
        vec![submits(&tabs.tabs[0], "a"), refresh]
    };
    in_every_order(&start, 2, both, |tabs, switches| {
        assert_eq!(tabs.tabs[0].notes(), ["a"], "{switches:?}");
        ends_well(tabs, &["a"], switches);
    });
}

#[test]
fn t5_an_outcome_looked_at_in_one_tab_while_another_exchanges_stays_looked_at() {
    let world = world();
    let anna = phone(&world, ANNA);
    crate::poison::refuse_notes(&world);
    let seq = anna.write("afvist");
    anna.sync();
    world.borrow_mut().verdicts.clear();
    anna.write("ny");
    let start = Start::of(&world, &anna);
    for exchanging in [0, 1] {
        let both = |tabs: &Tabs| {
            let looker = Rc::clone(&tabs.tabs[0]);
            let look: Task = Box::pin(async move {
                looker.phone.mark_seen(seq).await.expect("the store works");
            });
            vec![look, exchanges(&tabs.tabs[exchanging])]
        };
        in_every_order(&start, 2, both, |tabs, switches| {
            assert_eq!(tabs.tabs[0].status().attention, 0, "{switches:?}");
            assert_eq!(tabs.tabs[1].again().status().attention, 0, "{switches:?}");
        });
    }
}

#[test]
fn t5_a_tab_that_has_not_looked_since_does_not_take_a_place_whose_command_was_settled() {
    let world = world();
    let one = phone(&world, ANNA);
    let asleep = one.again();
    one.write("først");
    one.sync();
    assert_eq!(one.outbox(), [], "it is settled");
    assert_eq!(asleep.write("siden"), Seq(2));
    asleep.sync();
    assert_eq!(server_notes(&world), ["først", "siden"]);
}

#[test]
fn t16_a_tab_that_has_not_looked_since_does_not_take_a_place_that_was_skipped() {
    let world = world();
    let one = phone(&world, ANNA);
    let before = one.disk.copy();
    one.write("tabt med lageret");
    one.sync();
    // The storage goes back in time, with two tabs open on it; one of them learns what the server knows.
    let one = Tab::open(before, wire(&world, one.identity.person), one.identity).expect("it opens");
    let asleep = one.again();
    one.sync();
    assert_eq!(asleep.write("siden"), Seq(2));
    asleep.sync();
    assert_eq!(server_notes(&world), ["siden", "tabt med lageret"]);
}

#[test]
fn t16_a_counter_that_went_back_wedges_nothing() {
    let world = world();
    let one = phone(&world, ANNA);
    one.write("a");
    one.write("b");
    one.sync();
    one.disk.tamper(Table::Meta, "next", Some(b"2".to_vec()));
    let one = one.again();
    assert_eq!(one.write("c"), Seq(3), "behind all that are taken");
    one.sync();
    assert_eq!(server_notes(&world), ["a", "b", "c"]);
}

#[test]
fn t5_a_wipe_takes_no_command_that_another_tab_said_it_had_kept() {
    let world = world();
    let anna = phone(&world, ANNA);
    anna.write("før");
    anna.sync();
    let start = Start::of(&world, &anna);
    for submitting in [0, 1] {
        let kept = Rc::new(Cell::new(false));
        let both = |tabs: &Tabs| {
            let (tab, kept) = (Rc::clone(&tabs.tabs[submitting]), Rc::clone(&kept));
            kept.set(false);
            let submit: Task = Box::pin(async move {
                let submitted = tab.phone.submit(notat("under"), tab.stamp(), None).await;
                kept.set(submitted.is_ok());
            });
            vec![submit, wipes(&tabs.tabs[1])]
        };
        let (mut stayed, mut went) = (0, 0);
        in_every_order(&start, 3, both, |tabs, switches| {
            if kept.get() {
                stayed += 1;
                assert_eq!(tabs.tabs[submitting].again().notes(), ["før", "under"], "{switches:?}");
            } else {
                went += 1;
                assert_eq!(tabs.tabs[0].disk.rows(Table::Records), [], "{switches:?}");
            }
        });
        assert!(stayed > 0 && went > 0, "{stayed} {went}");
    }
}
