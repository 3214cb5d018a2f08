//! The exchange without a server: over a store in memory, one transaction a request, no task and no port.
//! What holds over SQLite must hold here, or a simulation would tell of another program.

use std::sync::Arc;

use domain::exchange::Outcome;
use domain::fixtures::{ANNA, BENT, MADS, NOW, THYLAND, notat, setup};
use domain::id::{Epoch, NotatId};
use domain::{Folder, Moment, Person};
use server::exchange::alone::Alone;
use server::exchange::{Rules, Sender, exchange};
use server::store::Store as _;
use server::store::memory::Memory;
use uuid::Uuid;

use crate::harness::{HandClock, Http, Phone};

struct World {
    alone: Alone<Memory>,
    clock: Arc<HandClock>,
    phones: u128,
}

impl World {
    async fn new() -> Self {
        let store = Memory::default();
        store.found(THYLAND, Epoch(Uuid::from_u128(1))).await.unwrap();
        let alone = Alone { store, rules: Rules::DOMAIN };
        let mut world = Self { alone, clock: Arc::new(HandClock::at(NOW)), phones: 0 };
        let mut system = world.phone(Person::System);
        for command in setup() {
            system.write(command);
        }
        world.exchange(&mut system).await;
        assert!(system.outcomes.values().all(|outcome| *outcome == Outcome::Applied));
        world
    }

    fn phone(&mut self, person: Person) -> Phone {
        self.phones += 1;
        let nowhere = Http::to("127.0.0.1:1".parse().unwrap());
        Phone::new(nowhere, self.clock.clone(), person, String::new(), self.phones)
    }

    async fn exchange(&self, phone: &mut Phone) {
        let sender = Sender { kommune: THYLAND, person: phone.person };
        let request = Arc::new(phone.request());
        let now: Moment = NOW;
        let answer = exchange(&self.alone.store, &self.alone, sender, request, now).await;
        let reply = answer.unwrap().unwrap();
        phone.take(&reply);
        assert_eq!(phone.digest(), reply.digest);
    }
}

#[tokio::test]
async fn two_phones_meet_over_memory() {
    let mut world = World::new().await;
    let mut anna = world.phone(Person::Medarbejder(ANNA));
    let mut bent = world.phone(Person::Medarbejder(BENT));
    world.exchange(&mut bent).await;
    let seq = anna.write(notat(NotatId(Uuid::from_u128(1)), MADS, "Mødte."));
    world.exchange(&mut anna).await;
    assert_eq!(anna.outcome(seq), Outcome::Applied);
    world.exchange(&mut bent).await;
    assert_eq!(bent.docs(Folder::Journal(MADS), "notat").len(), 1);
    assert_eq!(
        anna.folders[&Folder::Plan(MADS).to_string()],
        bent.folders[&Folder::Plan(MADS).to_string()]
    );
}
