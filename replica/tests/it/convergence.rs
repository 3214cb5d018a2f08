//! Random histories on three phones: whatever is written, lost, cut, closed, restored and handed over, in the
//! end everyone has what the server has, and everything written has an outcome (I1, I2, I3, I5, I8).

use std::collections::BTreeMap;

use domain::fixtures::{ANNA, ANNA_FOR_MADS, BENT, DORTE, MADS};
use domain::id::TilknytningId;
use domain::moment::HOUR;
use domain::tilknytning::{AssignHelper, EndTilknytning, Funktion};
use proptest::prelude::*;
use replica::exchange::{Exchanged, Failure};

use crate::harness::{Cut, Fault, JOURNAL, Tab, World, aftale, new_id, phone, world};

#[derive(Clone, Debug)]
enum Step {
    Write(usize),
    Agree(usize),
    Exchange(usize),
    LoseRequest(usize),
    LoseReply(usize),
    /// The power goes at the n-th store call of an exchange; so many batches survive.
    CutExchange(usize, usize, bool, usize),
    PowerCut(usize, usize),
    Expire(usize),
    Time,
    Backup,
    Restore,
    End,
    Assign,
    Page(usize),
    Remove(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let who = 0..3_usize;
    let step = prop_oneof![
        6 => who.clone().prop_map(Step::Write),
        3 => who.clone().prop_map(Step::Agree),
        8 => who.clone().prop_map(Step::Exchange),
        2 => who.clone().prop_map(Step::LoseRequest),
        3 => who.clone().prop_map(Step::LoseReply),
        4 => (who.clone(), 1..8_usize, any::<bool>(), 0..4_usize)
            .prop_map(|(who, call, after, survivors)| Step::CutExchange(who, call, after, survivors)),
        2 => (who.clone(), 0..4_usize).prop_map(|(who, survivors)| Step::PowerCut(who, survivors)),
        1 => who.prop_map(Step::Expire),
        2 => Just(Step::Time),
        1 => Just(Step::Backup),
        1 => Just(Step::Restore),
        1 => Just(Step::End),
        1 => Just(Step::Assign),
        1 => (1..8_usize).prop_map(Step::Page),
        1 => (0..50_usize).prop_map(Step::Remove),
    ];
    prop::collection::vec(step, 1..60)
}

struct History {
    world: World,
    tabs: Vec<Tab>,
    backup: Option<crate::server::Server>,
    /// How many commands each phone said it had saved.
    saved: BTreeMap<usize, usize>,
}

impl History {
    fn new() -> Self {
        let world = world();
        let tabs = [ANNA, BENT, DORTE].map(|person| phone(&world, person)).into();
        Self { world, tabs, backup: None, saved: BTreeMap::new() }
    }

    fn tab(&self, who: usize) -> &Tab {
        self.tabs.get(who).expect("three phones")
    }

    fn run(&mut self, step: &Step) {
        match step {
            Step::Write(who) => self.submit(*who, crate::harness::notat(&format!("{}", new_id()))),
            Step::Agree(who) => self.submit(*who, aftale("Ringe")),
            Step::Exchange(who) => drop(self.tab(*who).exchange()),
            Step::LoseRequest(who) => self.exchange_with(*who, Fault::LoseRequest),
            Step::LoseReply(who) => self.exchange_with(*who, Fault::LoseReply),
            Step::CutExchange(who, call, after, survivors) => {
                let tab = self.tab(*who);
                let cut = if *after { Cut::After } else { Cut::Before };
                tab.disk.cut.set(Some((tab.disk.calls.get() + call, cut)));
                drop(tab.exchange());
                self.power_cut(*who, *survivors);
            }
            Step::PowerCut(who, survivors) => self.power_cut(*who, *survivors),
            Step::Expire(who) => drop(self.tab(*who).expire()),
            Step::Time => {
                let mut server = self.world.borrow_mut();
                server.now = server.now.plus(HOUR);
            }
            Step::Backup => self.backup = Some(self.world.borrow().clone()),
            Step::Restore => {
                if let Some(backup) = &self.backup {
                    self.world.borrow_mut().restore(backup);
                }
            }
            Step::End => {
                let until = self.world.borrow().now.plus(2 * HOUR);
                let end = EndTilknytning { tilknytning: ANNA_FOR_MADS, ung: MADS, until };
                self.world.borrow_mut().system(&end.into());
            }
            Step::Assign => {
                let id = TilknytningId(new_id());
                let overgangsmentor = Funktion::Overgangsmentor;
                let tilknytning = domain::fixtures::tilknytning(id, MADS, ANNA, overgangsmentor);
                self.world.borrow_mut().system(&AssignHelper { tilknytning }.into());
            }
            Step::Page(page) => self.world.borrow_mut().page = *page,
            Step::Remove(nth) => {
                let key = self.world.borrow().records(JOURNAL).get(*nth).map(domain::Record::key);
                if let Some(key) = key {
                    self.world.borrow_mut().remove(key);
                }
            }
        }
    }

    fn submit(&mut self, who: usize, command: domain::Command) {
        if self.tab(who).try_submit(command).is_ok() {
            *self.saved.entry(who).or_default() += 1;
        }
    }

    fn exchange_with(&self, who: usize, fault: Fault) {
        self.tab(who).fault(fault);
        assert_eq!(self.tab(who).exchange(), Err(Failure::Unreachable));
    }

    fn power_cut(&mut self, who: usize, survivors: usize) {
        let tab = self.tabs.remove(who);
        self.tabs.insert(who, tab.power_cut(survivors));
    }

    /// At every moment: what was saved is here, waiting or with an outcome, and nothing lies about itself.
    fn check(&self) {
        for (who, tab) in self.tabs.iter().enumerate() {
            let saved = self.saved.get(&who).copied().unwrap_or(0);
            let sent = tab.phone.look(|r| r.sent().count());
            assert_eq!(tab.outbox().len() + sent, saved);
            let status = tab.status();
            if status.chip() == replica::Chip::Synced {
                assert_eq!((status.waiting, status.held.len()), (0, 0));
            }
        }
    }

    /// The network heals; everyone exchanges until nothing moves any more.
    fn settle(&self) {
        for _ in 0..4 {
            for tab in &self.tabs {
                tab.expire();
                for exchanges in 0.. {
                    assert!(exchanges < 400, "the exchanges do not end");
                    match tab.exchange() {
                        Ok(Exchanged { more: false, .. }) => break,
                        Ok(_) | Err(Failure::Overtaken) => {}
                        Err(why) => panic!("{why:?}"),
                    }
                }
            }
        }
    }

    fn assert_converged(&self) {
        for (who, tab) in self.tabs.iter().enumerate() {
            assert_eq!(tab.outbox(), []);
            let saved = self.saved.get(&who).copied().unwrap_or(0);
            assert_eq!(tab.phone.look(|r| r.sent().count()), saved);
            tab.phone.look(|replica| {
                for sent in replica.sent() {
                    let seq = sent.sealed.seq;
                    assert!(self.world.borrow().expects(tab.identity.installation) > Some(seq));
                }
            });
            assert_one_view(tab);
        }
        assert!(self.world.borrow().carried_out.values().all(|times| *times == 1));
    }
}

/// As [`Tab::assert_same`], for phones with outcomes that ask for attention.
fn assert_one_view(tab: &Tab) {
    for tab in [tab, &tab.again()] {
        let server = tab.wire.server.borrow();
        let folders: Vec<_> = server.visible(tab.identity.person).into_keys().collect();
        assert_eq!(tab.phone.look(|r| r.folders().collect::<Vec<_>>()), folders);
        for folder in folders {
            assert_eq!(tab.sees(folder), server.records(folder), "{folder}");
        }
        assert!(tab.status().verified);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn i5_whatever_happens_everyone_ends_with_what_the_server_has(steps in steps()) {
        let mut history = History::new();
        for step in &steps {
            history.run(step);
            history.check();
        }
        history.settle();
        history.assert_converged();
    }
}
