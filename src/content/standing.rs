//! Whether a file is published at an instant, and when that will change.

use crate::markup::front_matter::plain_status;
use crate::markup::keys::Fields;
use crate::text::{SourceFile, Span};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// What readers may see of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing: not even that it exists.
    Hidden,
    /// Its words.
    Published,
    /// That it was withdrawn.
    Withdrawn,
}

/// An instant, and the site's day at that instant.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    pub(super) now: Timestamp,
    zone: TimeZone,
    /// The day.
    pub(super) today: Date,
    /// The next instant at which anything changes by date.
    until: Option<Timestamp>,
}

impl Moment {
    pub(super) fn new(now: Timestamp, zone: TimeZone) -> Self {
        let today = now.to_zoned(zone.clone()).date();
        Self {
            now,
            zone,
            today,
            until: None,
        }
    }

    /// Whether a day has come: from 00:00 of it in the site's time zone. When it has not, the
    /// moment at which it does is remembered.
    pub(super) fn has_come(&mut self, day: Date) -> bool {
        if day <= self.today {
            return true;
        }
        if let Ok(start) = day.to_zoned(self.zone.clone()) {
            let start = start.timestamp();
            if start > self.now && self.until.is_none_or(|until| start < until) {
                self.until = Some(start);
            }
        }
        false
    }

    /// The time zone whose days count.
    pub(super) const fn zone(&self) -> &TimeZone {
        &self.zone
    }

    pub(super) const fn until(&self) -> Option<Timestamp> {
        self.until
    }
}

/// What a file asks for: whether readers may see it, and from when to when.
///
/// What cannot be read is taken by plain look at its lines, so that withdrawing works in a file with
/// any other mistake in it, and nothing is public that does not say `status: published`.
#[derive(Clone, Debug, Default)]
pub(super) struct Asks {
    pub(super) status: Status,
    pub(super) publish_from: Option<Date>,
    withdraw_on: Option<Date>,
    /// Days that tell of the past, with their keys and places.
    pub(super) told: Vec<(&'static str, Date, Span)>,
}

/// The status that a file asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Status {
    #[default]
    Draft,
    Published,
    Withdrawn,
}

impl Asks {
    pub(super) fn of(file: &SourceFile, fields: &Fields) -> Self {
        let date = |key| fields.date(key).map(|(date, _)| date);
        let told = ["published", "updated", "reviewed"];
        Self {
            status: match plain_status(file) {
                Some("published") => Status::Published,
                Some("withdrawn") => Status::Withdrawn,
                _ => Status::Draft,
            },
            publish_from: date("publish_from"),
            withdraw_on: date("withdraw_on"),
            told: told
                .into_iter()
                .filter_map(|key| fields.date(key).map(|(date, span)| (key, date, span)))
                .collect(),
        }
    }

    /// The days that tell of the past and have not come yet, with their keys and places. Until they
    /// have, they are a mistake.
    pub(super) fn told_too_early(&self, moment: &mut Moment) -> Vec<(&'static str, Date, Span)> {
        let scheduled = self.publish_from.is_some();
        let told = self.told.iter().copied();
        told.filter(|(key, day, _)| !(*key != "reviewed" && scheduled || moment.has_come(*day)))
            .collect()
    }

    /// The standing at a moment.
    pub(super) fn standing(&self, moment: &mut Moment) -> Standing {
        match self.status {
            Status::Published => {}
            Status::Withdrawn => return Standing::Withdrawn,
            Status::Draft => return Standing::Hidden,
        }
        if self.publish_from.is_some_and(|from| !moment.has_come(from)) {
            return Standing::Hidden;
        }
        if self.withdraw_on.is_some_and(|on| moment.has_come(on)) {
            return Standing::Withdrawn;
        }
        Standing::Published
    }
}
