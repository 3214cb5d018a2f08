//! The expected "no": every reason a command can be refused for, as a value. The words for it are in the
//! app's texts, found by the variant; an error (a broken world) is something else and never one of these.

use serde::{Deserialize, Serialize};

/// Why a command was not carried out. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rejection {
    /// The person may not act in the folder, and never could.
    AccessMissing,
    /// The person's access had ended when this was written. The server keeps the text for the tovholder.
    AccessEnded,
    /// There is a record with this id already, with other content.
    AlreadyExists,
    /// The record this is about does not exist, or not for this person.
    RecordMissing,
    /// The organisation is not one of the municipality's.
    OrganisationMissing,
    /// The visit says it happened later than the clock allows.
    HappenedInFuture,
    /// A day, a moment or a time of day lies where nothing of its kind can (`bounds`).
    TimeOutOfBounds,
    /// A number is greater than anything that is counted so (`bounds`).
    NumberOutOfBounds,
    /// Nothing in the edit differs from what stands.
    NothingChanged,
    /// Somebody else has changed it since the person saw it.
    ChangedMeanwhile,
    /// The two edits were settled already.
    ConflictSettled,
    /// The offered days are not sorted, none, or more than four weeks apart (S1, Snuseforløb).
    DaysInvalid,
    /// A chosen day is not one the place offers.
    DayNotOffered,
    /// A snuseforløb is followed whole: all its days, or none (S1, Snuseforløb).
    ForloebNotWhole,
    /// The booking was cancelled or is over.
    BookingEnded,
    /// Attendance is marked on the day or after it.
    DayNotYet,
    /// Only a confirmed booking has attendance.
    BookingNotConfirmed,
    /// The helper's function does not fit any role they hold.
    RolleMissing,
    /// The young person is enrolled at that school at that time already.
    AlreadyEnrolled,
    /// A reason is needed, in words.
    ReasonMissing,
    /// The end lies before the beginning.
    TermInvalid,
    /// A samtykke says what may be told and when.
    SamtykkeEmpty,
    /// The samtykke was withdrawn, is over, or was replaced.
    SamtykkeEnded,
    /// The samtykke is not in force: nothing may be told under it.
    SamtykkeNotInForce,
    /// The samtykke does not name this topic in this situation.
    OutsideSamtykke,
    /// At this age nobody signs so.
    SignatureNotNeeded,
    /// Two must sign, and both signatures would rest on the word of one member of staff.
    SignaturesRestOnOne,
    /// The access request was answered already, in other words.
    IndsigtGiven,
    /// A reason that this version does not know: the server is newer.
    #[serde(other)]
    Unknown,
}
