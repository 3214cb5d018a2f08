//! What a mentor's new phone has to fetch: sixty young people with three notes each, and five hundred offers.

use domain::fixtures::{self, THYLAND, UNGEHUSET};
use domain::id::TilbudId;
use domain::tilbud::{RegisterTilbud, Tilbud};

use crate::world::{World, mentor, young};
use crate::{Failed, words};

const UNGE: u16 = 60;
const TILBUD: u16 = 500;
const NOTES_EACH: usize = 3;
const AT_ONCE: usize = 200;

/// How many bytes of replies that is, compressed.
pub(crate) async fn measure() -> Result<usize, Failed> {
    let mut world = World::start(1).await?;
    for number in 1..UNGE {
        world.ask(&young(number, mentor(0))).await?;
    }
    for number in 0..TILBUD {
        world.ask(&[RegisterTilbud { tilbud: tilbud(number) }.into()]).await?;
    }
    let mut writer = world.phone(0).await?;
    for number in 0..UNGE {
        writer.write(number, NOTES_EACH)?;
    }
    writer.send(AT_ONCE).await?;
    let bytes = world.new_phone(0, 1).await?.first_copy_bytes().await?;
    world.stop().await;
    Ok(bytes)
}

fn tilbud(number: u16) -> Tilbud {
    let seed = u64::from(number) + 1;
    Tilbud {
        id: TilbudId(words::id("tilbud", seed)),
        kommune: THYLAND,
        organisation: UNGEHUSET,
        navn: fixtures::short(&words::text(seed << 20, 3)),
        maalgruppe: Some(fixtures::short("15-24 år, uden for uddannelse")),
        indhold: Some(fixtures::long(&words::text(seed << 40, 30))),
    }
}
