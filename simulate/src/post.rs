//! What happens to letters on their way: lost, late, twice, answered by something else, cut short, or
//! carried to the server and back.

use domain::Moment;
use replica::{NoAnswer, Response};

use crate::backend::Fate;
use crate::dice::Dice;
use crate::task::{Task, step};
use crate::wire::Posted;
use crate::world::World;

/// How bad the network is: each happens once in so many letters, never for 0.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weather {
    /// The request is lost.
    pub loses: u32,
    /// The request arrives after the phone has given up on it.
    pub late: u32,
    /// The request arrives twice.
    pub twice: u32,
    /// Something else answers.
    pub portal: u32,
    /// The answer is lost.
    pub mute: u32,
    /// The answer is cut short.
    pub cut: u32,
    /// The line breaks off in the middle of the answer, and the phone notices.
    pub breaks: u32,
    /// The answer takes long.
    pub slow: u32,
    /// The database fails.
    pub fails: u32,
    /// The database says that it failed, and did not.
    pub lies: u32,
}

/// A letter under way.
pub struct Letter {
    posted: Posted,
    stage: Stage,
    /// The phone has given up on it.
    orphan: bool,
}

enum Stage {
    ToServer,
    AtServer(Task<Response>, Moment),
    ToPhone(Response),
}

const PORTAL: &str = "<html><title>Gratis wifi</title>Log ind</html>";

impl Weather {
    /// Some of it.
    #[must_use]
    pub fn any(dice: &Dice) -> Self {
        let rate =
            || if dice.one_in(2) { 0 } else { 4 + u32::try_from(dice.below(40)).unwrap_or(0) };
        Self {
            loses: rate(),
            late: rate(),
            twice: rate(),
            portal: rate(),
            mute: rate(),
            cut: rate(),
            breaks: rate(),
            slow: rate(),
            fails: rate(),
            lies: rate(),
        }
    }
}

impl Letter {
    /// A letter that was just posted.
    #[must_use]
    pub fn new(posted: Posted) -> Self {
        Self { posted, stage: Stage::ToServer, orphan: false }
    }

    fn answer(&mut self, answer: Result<Response, NoAnswer>) {
        if !std::mem::replace(&mut self.orphan, true) {
            *self.posted.slot.borrow_mut() = Some(answer);
        }
    }

    /// Whether the server has it in hand.
    #[must_use]
    pub fn is_at_server(&self) -> bool {
        matches!(self.stage, Stage::AtServer(..))
    }

    fn again(&self) -> Self {
        let Posted { phone, installation, signed_in, ref body, .. } = self.posted;
        let (body, slot) = (body.clone(), crate::wire::Slot::default());
        let posted = Posted { phone, installation, signed_in, body, slot };
        Self { posted, stage: Stage::ToServer, orphan: true }
    }
}

impl World {
    /// Takes a letter one step further.
    pub(crate) fn carry(&mut self, which: usize) -> Result<(), String> {
        let mut letter = self.letters.swap_remove(which);
        let stays = match &mut letter.stage {
            Stage::ToServer => self.send(&mut letter),
            Stage::AtServer(task, asked) => match step(task) {
                None => {
                    self.look_at_server()?;
                    true
                }
                Some(response) => {
                    self.look_at_server()?;
                    if response.status == 200 {
                        let Posted { phone, installation, .. } = letter.posted;
                        self.note_sight(phone, installation, *asked);
                    }
                    letter.stage = Stage::ToPhone(response);
                    true
                }
            },
            Stage::ToPhone(_) => {
                self.deliver(letter);
                return Ok(());
            }
        };
        if stays {
            self.letters.push(letter);
        }
        Ok(())
    }

    /// Off to the server. Answers whether it is still under way.
    fn send(&mut self, letter: &mut Letter) -> bool {
        let (weather, dice) = (self.weather, self.dice.clone());
        let phone = letter.posted.phone;
        let online = self.phones.get(phone).is_some_and(|phone| phone.online);
        if dice.one_in(weather.portal) {
            self.tell(phone, "a portal answers");
            letter.answer(Ok(Response { status: 200, body: PORTAL.to_owned(), took: 0 }));
            return false;
        }
        if !online || !self.server.up || dice.one_in(weather.loses) {
            self.tell(phone, "the request is lost");
            letter.answer(Err(NoAnswer::Unreachable));
            return false;
        }
        if dice.one_in(weather.late) && !letter.orphan {
            self.tell(phone, "the request will be late");
            letter.answer(Err(NoAnswer::BrokenOff));
            return true;
        }
        if dice.one_in(weather.twice) {
            self.tell(phone, "the request goes twice");
            self.letters.push(letter.again());
        }
        let fate = Fate { fails: dice.one_in(weather.fails), lies: dice.one_in(weather.lies) };
        let Posted { signed_in, ref body, .. } = letter.posted;
        let now = self.now.get();
        let answer = self.server.answer(signed_in, body.clone(), fate, now);
        letter.stage = Stage::AtServer(Box::pin(answer), now);
        true
    }

    fn deliver(&mut self, mut letter: Letter) {
        let (phone, weather, dice) = (letter.posted.phone, self.weather, self.dice.clone());
        let Some(handset) = self.phones.get(phone) else { return };
        let (online, old_app) = (handset.online, handset.old_app);
        let Stage::ToPhone(Response { status, mut body, .. }) =
            std::mem::replace(&mut letter.stage, Stage::ToServer)
        else {
            return;
        };
        if !online || dice.one_in(weather.mute) {
            self.tell(phone, "the answer is lost");
            return letter.answer(Err(NoAnswer::Unreachable));
        }
        if dice.one_in(weather.breaks) {
            self.tell(phone, "the answer breaks off");
            return letter.answer(Err(NoAnswer::BrokenOff));
        }
        if dice.one_in(weather.cut) {
            self.tell(phone, "the answer is cut short");
            body = body.chars().take(dice.below(body.len())).collect();
        }
        if old_app {
            // A kind of record that this app does not know.
            body = body.replace("\"kind\":\"aftale\"", "\"kind\":\"aftale-ny\"");
        }
        let took = if dice.one_in(weather.slow) { 30_000 } else { 100 };
        letter.answer(Ok(Response { status, body, took }));
    }

    /// What the server had in hand is gone; what it had committed stays.
    pub(crate) fn drop_at_server(&mut self) {
        let letters = std::mem::take(&mut self.letters);
        for mut letter in letters {
            if letter.is_at_server() {
                letter.answer(Err(NoAnswer::BrokenOff));
            } else {
                self.letters.push(letter);
            }
        }
    }
}
