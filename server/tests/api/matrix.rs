//! Who gets what, cell by cell: every person in every situation, asked for every folder there is. What is
//! expected stands in one table that reads as the field's own (domain.md 4); what a phone gets is what the
//! server sends it, no more and no less. What the routes answer is in `routes`.

use std::collections::{BTreeMap, BTreeSet};

use domain::command::Door;
use domain::fixtures::{
    ANNA, ANNA_FOR_MADS, BENT, BENT_FOR_MADS, CLARA, DORTE, ERHVERVSSKOLEN, ERIK, FIE, GORM,
    GYMNASIET, HANNE, IDA, JENS, KAREN, LARS, MADS, NOW, PRAKTIKERNE, SOFIE, THYLAND, UNGEHUSET,
    VAERKSTEDET, at, indskrivning, lovhjemmel, medarbejder, samtykke, tilknytning, underskrift,
    ung,
};
use domain::folder::FolderKind;
use domain::grant::Term;
use domain::id::{
    DelingId, IndskrivningId, MedarbejderId, OrganisationId, SamtykkeId, TilknytningId, UngId,
};
use domain::indskrivning::{EndIndskrivning, EnrolUng};
use domain::lovhjemmel::{Lovhjemmel, Lovomraade, SetLovhjemmel};
use domain::moment::{DAY, HOUR};
use domain::organisation::RegisterMedarbejder;
use domain::samtykke::{DraftSamtykke, Samtykke, Underskriver, WithdrawSamtykke};
use domain::soegning::TagMed;
use domain::tilknytning::{AssignHelper, EndTilknytning, Funktion, Tilknytning};
use domain::ung::RegisterUng;
use domain::{Command, Folder, Person};
use uuid::Uuid;

use crate::harness::{Phone, TestApp};

/// Sixteen until 10 September 2026, when he turns seventeen; nobody but Anna helps him.
const OLIVER: UngId = UngId(Uuid::from_u128(0x42));
/// The samtykke about Mads, and the one about Oliver; both for Gymnasiet.
const OF_MADS: SamtykkeId = SamtykkeId(Uuid::from_u128(0x9c));
const OF_OLIVER: SamtykkeId = SamtykkeId(Uuid::from_u128(0x9d));
const AFTER: SamtykkeId = SamtykkeId(Uuid::from_u128(0x9e));
const AT_SCHOOL: IndskrivningId = IndskrivningId(Uuid::from_u128(0x9f));

fn deling(of: SamtykkeId) -> DelingId {
    Samtykke::deling_of(if of == OF_OLIVER { OLIVER } else { MADS }, of)
}

/// What somebody is, and what it opens. A row for each; a person who is several of these has all of it.
fn opens(who: Is) -> &'static [FolderKind] {
    use FolderKind::{
        Deling, Faelles, Indbakke, Journal, Partnerskab, Pladser, Plan, Skole, Vaert,
    };
    match who {
        Is::SignedIn => &[Faelles],
        // Towards a young person.
        Is::Selv(_) | Is::Vejledning => &[Plan],
        Is::Tovholder(_) | Is::Mentor(_) => &[Plan, Skole, Journal],
        Is::Vejleder(_) => &[Plan, Skole],
        // Towards organisations.
        Is::Ambassadoer | Is::Netvaerkstovholder => &[Partnerskab],
        Is::Booker => &[Pladser],
        Is::Vaert(_) => &[Partnerskab, Pladser, Vaert],
        Is::Skolevejleder(_) => &[Indbakke],
        // Towards somebody at their school, by law.
        Is::Elevskole(_) => &[Skole],
        // Towards what was told under one samtykke.
        Is::Modtager(_) => &[Deling],
    }
}

/// What somebody is, and towards whom or what.
#[derive(Clone, Copy)]
enum Is {
    SignedIn,
    Selv(UngId),
    Tovholder(UngId),
    Mentor(UngId),
    Vejleder(UngId),
    Ambassadoer,
    Netvaerkstovholder,
    Booker,
    Vaert(OrganisationId),
    Skolevejleder(OrganisationId),
    Vejledning,
    Elevskole(UngId),
    Modtager(SamtykkeId),
}

/// Every folder of a kind that there is, or could be. A new kind does not compile until it is told here.
fn all_of(kind: FolderKind) -> Vec<Folder> {
    let organisations = [ERHVERVSSKOLEN, GYMNASIET, VAERKSTEDET, UNGEHUSET];
    let young = [MADS, SOFIE, OLIVER];
    match kind {
        FolderKind::Faelles => vec![Folder::Faelles(THYLAND)],
        FolderKind::Partnerskab => organisations.map(Folder::Partnerskab).to_vec(),
        FolderKind::Pladser => organisations.map(Folder::Pladser).to_vec(),
        FolderKind::Vaert => organisations.map(Folder::Vaert).to_vec(),
        FolderKind::Indbakke => organisations.map(Folder::Indbakke).to_vec(),
        FolderKind::Plan => young.map(Folder::Plan).to_vec(),
        FolderKind::Skole => young.map(Folder::Skole).to_vec(),
        FolderKind::Journal => young.map(Folder::Journal).to_vec(),
        FolderKind::Deling => {
            [OF_MADS, OF_OLIVER, AFTER].map(|of| Folder::Deling(deling(of))).to_vec()
        }
        FolderKind::Moeder => vec![Folder::Moeder(PRAKTIKERNE)],
    }
}

fn every_folder() -> BTreeSet<Folder> {
    FolderKind::ALL.into_iter().flat_map(all_of).collect()
}

/// Whether that organisation has such a folder at all.
fn has(kind: FolderKind, organisation: OrganisationId) -> bool {
    let list: &[OrganisationId] = match kind {
        // Partners; schools: the same two here.
        FolderKind::Partnerskab | FolderKind::Indbakke => &[ERHVERVSSKOLEN, GYMNASIET],
        FolderKind::Pladser | FolderKind::Vaert => &[ERHVERVSSKOLEN, VAERKSTEDET],
        _ => &[],
    };
    list.contains(&organisation)
}

fn expected(is: &[Is]) -> BTreeSet<Folder> {
    is.iter().flat_map(|who| opens(*who).iter().flat_map(|kind| reached(*who, *kind))).collect()
}

/// The folders of a kind that what somebody is reaches.
fn reached(who: Is, kind: FolderKind) -> Vec<Folder> {
    let subject = |uuid: Uuid| vec![kind.of(uuid)];
    match who {
        Is::SignedIn | Is::Vejledning => all_of(kind),
        Is::Elevskole(ung)
        | Is::Selv(ung)
        | Is::Tovholder(ung)
        | Is::Mentor(ung)
        | Is::Vejleder(ung) => subject(ung.0),
        Is::Modtager(samtykke) => subject(deling(samtykke).0),
        Is::Vaert(own) | Is::Skolevejleder(own) => {
            if has(kind, own) {
                subject(own.0)
            } else {
                Vec::new()
            }
        }
        Is::Ambassadoer | Is::Netvaerkstovholder | Is::Booker => {
            let there = |folder: &Folder| has(kind, OrganisationId(folder.subject()));
            all_of(kind).into_iter().filter(there).collect()
        }
    }
}

type Roles = BTreeMap<Person, Vec<Is>>;
type Phones = BTreeMap<Person, Phone>;

fn staff(id: MedarbejderId) -> Person {
    Person::Medarbejder(id)
}

/// What everybody is before anything happens.
fn at_first() -> Roles {
    let with = |is: &[Is]| [&[Is::SignedIn], is].concat();
    Roles::from([
        (Person::Ung(MADS), with(&[Is::Selv(MADS)])),
        (Person::Ung(SOFIE), with(&[Is::Selv(SOFIE)])),
        (Person::Ung(OLIVER), with(&[Is::Selv(OLIVER)])),
        (staff(BENT), with(&[Is::Booker, Is::Tovholder(MADS)])),
        (staff(ANNA), with(&[Is::Booker, Is::Mentor(MADS), Is::Mentor(OLIVER)])),
        (staff(DORTE), with(&[Is::Booker, Is::Vejleder(MADS)])),
        (staff(GORM), with(&[Is::Booker, Is::Tovholder(SOFIE)])),
        (staff(HANNE), with(&[Is::Booker, Is::Ambassadoer, Is::Mentor(SOFIE)])),
        (staff(CLARA), with(&[Is::Ambassadoer])),
        (staff(FIE), with(&[Is::Netvaerkstovholder])),
        (staff(ERIK), with(&[Is::Vaert(ERHVERVSSKOLEN)])),
        (staff(IDA), with(&[Is::Skolevejleder(GYMNASIET)])),
        (staff(JENS), with(&[Is::Skolevejleder(ERHVERVSSKOLEN)])),
        // The local administrator keeps what is common and sees nothing else.
        (staff(KAREN), with(&[])),
        // A manager sees nothing until they say why.
        (staff(LARS), with(&[])),
    ])
}

/// Something that happens, and what it makes of whom.
struct Situation {
    name: &'static str,
    commands: Vec<(Person, Command)>,
    /// How long after that the phones ask.
    later: i64,
    change: fn(&mut Roles),
}

fn drop_role(roles: &mut Roles, who: MedarbejderId, gone: fn(&Is) -> bool) {
    if let Some(is) = roles.get_mut(&staff(who)) {
        is.retain(|is| !gone(is));
    }
}

fn receives(roles: &mut Roles, samtykke: SamtykkeId) {
    roles.entry(staff(IDA)).or_default().push(Is::Modtager(samtykke));
}

fn end(tilknytning: TilknytningId, until: i64) -> (Person, Command) {
    (staff(BENT), EndTilknytning { tilknytning, ung: MADS, until: NOW.plus(until) }.into())
}

fn draft() -> (Person, Command) {
    (staff(ANNA), samtykke(OF_MADS, MADS).into())
}

fn sign() -> (Person, Command) {
    (Person::Ung(MADS), underskrift(OF_MADS, MADS, Underskriver::Ung).into())
}

fn withdraw(by: Person) -> (Person, Command) {
    (by, WithdrawSamtykke { samtykke: OF_MADS, ung: MADS }.into())
}

fn for_oliver(signers: &[Underskriver]) -> Vec<(Person, Command)> {
    let mut all = vec![(staff(ANNA), samtykke(OF_OLIVER, OLIVER).into())];
    let signed = signers.iter().map(|som| underskrift(OF_OLIVER, OLIVER, *som).into());
    all.extend(signed.map(|command| (staff(ANNA), command)));
    all
}

fn later_draft() -> DraftSamtykke {
    DraftSamtykke { erstatter: Some(OF_MADS), ..samtykke(AFTER, MADS) }
}

fn assigned(from: i64) -> (Person, Command) {
    let id = TilknytningId(Uuid::from_u128(0x5d));
    let term = Term { from: NOW.plus(from), until: Some(NOW.plus(10 * DAY)) };
    let new = Tilknytning { term, ..tilknytning(id, MADS, HANNE, Funktion::Overgangsmentor) };
    (staff(BENT), AssignHelper { tilknytning: new }.into())
}

fn without_role(who: MedarbejderId) -> (Person, Command) {
    let medarbejder = medarbejder(who, "Uden Rolle", UNGEHUSET, &[]);
    (staff(KAREN), RegisterMedarbejder { medarbejder }.into())
}

fn handed_over() -> (Person, Command) {
    let id = TilknytningId(Uuid::from_u128(0x5e));
    let term = Term::from(NOW.plus(HOUR));
    let new = Tilknytning { term, ..tilknytning(id, MADS, GORM, Funktion::Tovholder) };
    (staff(BENT), AssignHelper { tilknytning: new }.into())
}

fn situations() -> Vec<Situation> {
    use Underskriver::{Foraeldremyndighed as Custody, Ung as Young};
    let case = |name, commands, later, change| Situation { name, commands, later, change };
    let of_age = at("2028-09-10", 0, 0).0 - NOW.0;
    let mentor_gone: fn(&mut Roles) = |roles| {
        drop_role(roles, ANNA, |is| matches!(is, Is::Mentor(MADS)));
    };
    vec![
        case("nothing has happened", vec![], 0, |_| ()),
        case("the mentor's assignment has ended", vec![end(ANNA_FOR_MADS, 0)], 0, mentor_gone),
        case("it ends in an hour", vec![end(ANNA_FOR_MADS, HOUR)], HOUR - 1, |_| ()),
        case("it ended by itself", vec![end(ANNA_FOR_MADS, HOUR)], HOUR, mentor_gone),
        case("the tovholder's has ended", vec![end(BENT_FOR_MADS, 0)], 0, |roles| {
            drop_role(roles, BENT, |is| matches!(is, Is::Tovholder(_)));
        }),
        case("an assignment has not begun", vec![assigned(HOUR)], HOUR - 1, |_| ()),
        case("an assignment has begun", vec![assigned(HOUR)], HOUR, |roles| {
            roles.entry(staff(HANNE)).or_default().push(Is::Mentor(MADS));
        }),
        case("and is over", vec![assigned(HOUR)], 10 * DAY, |_| ()),
        case("the case is handed over", vec![handed_over()], HOUR, |roles| {
            drop_role(roles, BENT, |is| matches!(is, Is::Tovholder(_)));
            roles.entry(staff(GORM)).or_default().push(Is::Tovholder(MADS));
        }),
        case("the mentor has no role any more", vec![without_role(ANNA)], 0, |roles| {
            drop_role(roles, ANNA, |is| !matches!(is, Is::SignedIn));
        }),
        case("nor has the tovholder", vec![without_role(BENT)], 0, |roles| {
            drop_role(roles, BENT, |is| !matches!(is, Is::SignedIn));
        }),
        case("a samtykke is written", vec![draft()], 0, |_| ()),
        case("it is in force", vec![draft(), sign()], 0, |roles| receives(roles, OF_MADS)),
        case("on its last day", vec![draft(), sign()], last_day() - 1, |roles| {
            receives(roles, OF_MADS);
        }),
        case("it has expired", vec![draft(), sign()], last_day(), |_| ()),
        case(
            "the young person withdrew it",
            vec![draft(), sign(), withdraw(Person::Ung(MADS))],
            0,
            |_| (),
        ),
        case("a helper withdrew it", vec![draft(), sign(), withdraw(staff(BENT))], 0, |_| ()),
        case(
            "another is written in its place",
            vec![draft(), sign(), (staff(ANNA), later_draft().into())],
            0,
            |roles| receives(roles, OF_MADS),
        ),
        case(
            "another took its place",
            vec![
                draft(),
                sign(),
                (staff(ANNA), later_draft().into()),
                (staff(ANNA), underskrift(AFTER, MADS, Young).into()),
            ],
            0,
            |roles| receives(roles, AFTER),
        ),
        case("at 16 only the young person signed", for_oliver(&[Young]), 0, |_| ()),
        case("at 16 only the holder of custody signed", for_oliver(&[Custody]), 0, |_| ()),
        case("at 16 both signed", for_oliver(&[Young, Custody]), 0, |roles| {
            receives(roles, OF_OLIVER);
        }),
        case("and he turns 18", until_2030(&[Young, Custody]), of_age, |_| ()),
        case("the day before that", until_2030(&[Young, Custody]), of_age - 1, |roles| {
            receives(roles, OF_OLIVER);
        }),
    ]
}

/// What by law opens more than a phone holds, and what it makes of whom.
fn by_law() -> Vec<Situation> {
    use Lovomraade::{Skole, Vejledning};
    let case = |name, commands, later, change| Situation { name, commands, later, change };
    let set = |omraade, until: Option<i64>| {
        let lovhjemmel = lovhjemmel(omraade);
        let term = Term { until: until.map(|until| NOW.plus(until)), ..lovhjemmel.term };
        (staff(KAREN), SetLovhjemmel { lovhjemmel: Lovhjemmel { term, ..lovhjemmel } }.into())
    };
    let enrol = |skole| {
        (staff(ANNA), EnrolUng { indskrivning: indskrivning(AT_SCHOOL, MADS, skole) }.into())
    };
    let leave = |until: i64| {
        let until = NOW.plus(until);
        (staff(ANNA), EndIndskrivning { indskrivning: AT_SCHOOL, ung: MADS, until }.into())
    };
    let guided: fn(&mut Roles) = |roles| is_also(roles, DORTE, Is::Vejledning);
    let pupil: fn(&mut Roles) = |roles| is_also(roles, IDA, Is::Elevskole(MADS));
    vec![
        case("no law basis", vec![], 0, |_| ()),
        case("counsellors by law", vec![set(Vejledning, None)], 0, guided),
        case("the law holds another hour", vec![set(Vejledning, Some(HOUR))], HOUR - 1, guided),
        case("and is over", vec![set(Vejledning, Some(HOUR))], HOUR, |_| ()),
        case("enrolled, and no law", vec![enrol(GYMNASIET)], 0, |_| ()),
        case("law, and not enrolled", vec![set(Skole, None)], 0, |_| ()),
        case("enrolled, by law", vec![set(Skole, None), enrol(GYMNASIET)], 0, pupil),
        case("at another school", vec![set(Skole, None), enrol(ERHVERVSSKOLEN)], 0, |roles| {
            is_also(roles, JENS, Is::Elevskole(MADS));
        }),
        case(
            "about to leave school",
            vec![set(Skole, None), enrol(GYMNASIET), leave(HOUR)],
            HOUR - 1,
            pupil,
        ),
        case("left it", vec![set(Skole, None), enrol(GYMNASIET), leave(HOUR)], HOUR, |_| ()),
        case("both", vec![set(Skole, None), set(Vejledning, None), enrol(GYMNASIET)], 0, |roles| {
            is_also(roles, DORTE, Is::Vejledning);
            is_also(roles, IDA, Is::Elevskole(MADS));
        }),
    ]
}

fn is_also(roles: &mut Roles, who: MedarbejderId, is: Is) {
    roles.entry(staff(who)).or_default().push(is);
}

/// How long until the samtykke of the fixtures is over.
fn last_day() -> i64 {
    at("2027-02-01", 0, 0).0 - NOW.0
}

/// A samtykke about Oliver that would last beyond his coming of age.
fn until_2030(signers: &[Underskriver]) -> Vec<(Person, Command)> {
    let mut all = for_oliver(signers);
    let til = domain::fixtures::day("2030-01-01");
    all[0] = (staff(ANNA), DraftSamtykke { til, ..samtykke(OF_OLIVER, OLIVER) }.into());
    all
}

/// What everybody is after it has happened. They have been there before: what they may no longer see must leave
/// their phones.
async fn after(situation: Situation) -> (TestApp, Phones, Roles) {
    let Situation { name, commands, later, change } = situation;
    let mut roles = at_first();
    let (mut app, mut phones) = with_phones(&roles).await;
    ask(&mut app, &mut phones, name, commands).await;
    app.clock.forward(later);
    change(&mut roles);
    (app, phones, roles)
}

/// With Oliver, and everybody with a phone they have had before.
async fn with_phones(roles: &Roles) -> (TestApp, Phones) {
    let mut app = TestApp::start().await;
    let oliver = RegisterUng { ung: ung(OLIVER, "Oliver Dahl", "2010-09-10") };
    let id = TilknytningId(Uuid::from_u128(0x5f));
    let tilknytning = tilknytning(id, OLIVER, ANNA, Funktion::Overgangsmentor);
    app.set_up(vec![oliver.into(), AssignHelper { tilknytning }.into()]).await;
    let mut phones = BTreeMap::new();
    for person in roles.keys() {
        let mut phone = app.phone(*person).await;
        phone.sync().await;
        phones.insert(*person, phone);
    }
    (app, phones)
}

async fn ask(app: &mut TestApp, phones: &mut Phones, name: &str, commands: Vec<(Person, Command)>) {
    for (person, command) in commands {
        if command.door() == Door::Desk {
            app.set_up(vec![command]).await;
            continue;
        }
        let phone = phones.get_mut(&person).unwrap();
        let seq = phone.write(command);
        phone.sync().await;
        assert_eq!(phone.outcome(seq), domain::exchange::Outcome::Applied, "{name}");
    }
}

/// Everybody tries to bring every folder along. What is theirs is there anyway; what the law opens comes; what
/// neither does is answered as if it were not there.
#[tokio::test]
async fn whoever_may_see_by_law_brings_that_along_and_nothing_else() {
    let mut cells = 0;
    let every = every_folder();
    for situation in by_law() {
        let name = situation.name;
        let (mut app, mut phones, roles) = after(situation).await;
        for (person, is) in &roles {
            let phone = phones.get_mut(person).unwrap();
            phone.cookie = app.sign_in(*person).await;
            let may = expected(is);
            for folder in &every {
                cells += 1;
                let wanted = TagMed { installation: phone.installation, folder: *folder };
                let wanted = serde_json::to_value(wanted).unwrap();
                let answer = app.http.json("/api/tag-med", &phone.cookie, &wanted).await;
                let status = if may.contains(folder) { 204 } else { 404 };
                assert_eq!(answer.status, status, "{name}: {person} {folder}");
            }
            phone.sync().await;
            let held = |folder: &&Folder| phone.holds(**folder);
            let held: BTreeSet<_> = every.iter().filter(held).copied().collect();
            assert_eq!(held, may, "{name}: {person}");
        }
    }
    assert!(cells >= 2_000, "{cells} cells");
}

#[tokio::test]
async fn everybody_gets_in_every_situation_what_the_table_says_and_nothing_else() {
    let mut cells = 0;
    let every = every_folder();
    for situation in situations() {
        let name = situation.name;
        let (mut app, mut phones, roles) = after(situation).await;
        for (person, is) in &roles {
            let mut old = phones.remove(person).unwrap();
            old.cookie = app.sign_in(*person).await;
            old.sync().await;
            let mut new = app.phone(*person).await;
            new.sync().await;
            let may = expected(is);
            for folder in &every {
                cells += 2;
                let seen = [old.holds(*folder), new.holds(*folder)];
                assert_eq!(seen, [may.contains(folder); 2], "{name}: {person} {folder}");
            }
            let held = new.folders.len();
            assert_eq!(held, may.len(), "{name}: {person} holds a folder that is in no list");
        }
    }
    assert!(cells >= 2_000, "{cells} cells");
}
