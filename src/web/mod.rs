//! The only room that speaks HTTP.
//!
//! A request is looked up in the edition of the moment (`answer`), becomes a `Reply`,
//! and leaves by its one constructor, so that no header can be forgotten: not on errors, not on
//! HEAD, not on 304. There is one handler and no router: what stands at an address is a question to
//! the edition, and the answer knows the route's pattern for the log.
//!
//! In the preview a page also says what readers see of it (`preview`), and hears of each change by a
//! stream (`events`). A site for readers has neither.
//!
//! No reply is made of `Host`, `Forwarded` or `X-Forwarded-*`; absolute addresses come from the
//! operator's origin alone. The preview looks at `Host` to refuse whoever is led to it (`host`).

mod answer;
mod checks;
mod events;
mod headers;
mod host;
mod kind;
mod made;
mod negotiate;
mod post;
mod preview;
mod reply;
mod searches;
mod server;
mod state;

pub use server::{Running, Server, Settings};
