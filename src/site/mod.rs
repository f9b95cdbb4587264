//! One immutable edition of everything published, and the swap to the next.
//!
//! A request takes one [`Edition`] and sees it throughout. What is rendered or compressed is kept
//! inside the edition and goes with it.

mod body;
mod clock;
mod edition;
mod live;

pub use body::{Body, Encoding};
pub use clock::{Clock, SystemClock};
pub use edition::Edition;
pub use live::{LiveSite, News, TakenIn};
