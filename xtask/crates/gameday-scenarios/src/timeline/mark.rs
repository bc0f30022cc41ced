//! Marks of notifications: their shape says whom they reach.

use monitor_tests::escape_xml as escape;

use super::put;
use crate::observed::Notification;
use crate::pagerduty;
use crate::verdict::Facts;

/// Whom a notification reaches most urgently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The person on call.
    Page,
    /// The same person in working hours: an incident of low urgency.
    LowUrgency,
    /// A channel.
    Channel,
    /// Who was notified of what was bad learns that it is over.
    Recovery,
}

impl Mark {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Page, "pages who is on call"),
        (Self::LowUrgency, "low urgency"),
        (Self::Channel, "channel"),
        (Self::Recovery, "recovery"),
    ];

    pub(super) fn of(sent: &Notification, facts: &Facts) -> Self {
        let is_any = |is: &dyn Fn(&str) -> bool| sent.handles.iter().any(|handle| is(handle));
        if !sent.is_trouble() {
            Self::Recovery
        } else if is_any(&|handle| facts.pagers.contains_key(handle)) {
            Self::Page
        } else if is_any(&|handle| handle.starts_with(pagerduty::HANDLE)) {
            Self::LowUrgency
        } else {
            Self::Channel
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Page => "m-7-6h14l-7 12z",
            Self::LowUrgency => "m0-6l5 6-5 6-5-6z",
            Self::Channel => "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
            Self::Recovery => "m-1.5-5h3v10h-3z",
        }
    }

    /// Hollow if it was muted.
    pub(super) fn draw(self, out: &mut String, was_sent: bool, (x, y): (f64, f64), title: &str) {
        let class = if was_sent { "sent" } else { "muted" };
        put(
            out,
            format_args!(
                "<path class=\"{class}\" d=\"M{x:.1} {y:.1}{}\"><title>{}</title></path>\n",
                self.path(),
                escape(title)
            ),
        );
    }
}

/// Who is paged, next to a mark; left of it where there is no room at its right.
pub(super) fn label(out: &mut String, (x, y): (f64, f64), right: f64, text: &str) {
    /// How wide a letter is about.
    const LETTER: f64 = 7.2;
    let has_room = text.chars().count() as f64 * LETTER + 10.0 < right - x;
    let (class, x) = if has_room {
        ("who", x + 10.0)
    } else {
        ("who end", x - 10.0)
    };
    put(
        out,
        format_args!(
            "<text class=\"{class}\" x=\"{x:.1}\" y=\"{:.1}\">{}</text>\n",
            y + 4.0,
            escape(text)
        ),
    );
}

/// What the marks mean.
pub(super) fn legend(out: &mut String, left: f64, y: f64) {
    let mut x = left + 7.0;
    let mut entry = |mark: Mark, was_sent: bool, text: &str| {
        mark.draw(out, was_sent, (x, y - 4.0), text);
        put(
            out,
            format_args!("<text x=\"{:.1}\" y=\"{y}\">{text}</text>\n", x + 12.0),
        );
        x += 36.0 + 6.4 * text.chars().count() as f64;
    };
    for (mark, text) in Mark::ALL {
        entry(mark, true, text);
    }
    entry(Mark::Page, false, "hollow: muted");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_urgent_recipient_decides() {
        let facts = Facts {
            pagers: [("pagerduty-ml".to_owned(), "ml".to_owned())].into(),
            ..Facts::default()
        };
        let check = |state: &str, handles: &[&str], expected: Mark| {
            let sent = Notification {
                monitor: "a/b".to_owned(),
                group: String::new(),
                at: 0,
                seen: 0,
                state: state.to_owned(),
                kind: "triggered".to_owned(),
                title: String::new(),
                body: String::new(),
                handles: handles.iter().map(|handle| (*handle).to_owned()).collect(),
                muted_by: None,
            };
            assert_eq!(Mark::of(&sent, &facts), expected, "{state} {handles:?}");
        };
        check("Alert", &["slack-ml", "pagerduty-ml"], Mark::Page);
        check("Alert", &["slack-ml", "pagerduty-ml-low"], Mark::LowUrgency);
        check("Warn", &["slack-ml"], Mark::Channel);
        check("OK", &["pagerduty-ml"], Mark::Recovery);
    }
}
