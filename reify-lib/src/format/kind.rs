//! [`Kind`]: the kinds of records, and the fields that each has in the file.
//!
//! The one table of names: the writer, the reader and the test of the specification follow it.

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Number,
    Flag,
    Text,
    /// The polls in progress.
    Polls,
    /// The names of the fields of the kinds that are arrays, for people and scripts: a reader knows them.
    Columns,
}

/// A field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) holds: Holds,
}

const fn number(name: &'static str) -> Field {
    Field {
        name,
        holds: Holds::Number,
    }
}

const fn text(name: &'static str) -> Field {
    Field {
        name,
        holds: Holds::Text,
    }
}

const fn flag(name: &'static str) -> Field {
    Field {
        name,
        holds: Holds::Flag,
    }
}

pub(super) const HEADER: [Field; 9] = [
    number("version"),
    number("min_reader"),
    text("writer"),
    text("program"),
    number("pid"),
    text("started"),
    text("root"),
    flag("wakes"),
    Field {
        name: "columns",
        holds: Holds::Columns,
    },
];
pub(super) const SITE: [Field; 8] = [
    number("id"),
    text("kind"),
    text("expr"),
    text("file"),
    number("line"),
    number("column"),
    text("function"),
    text("future"),
];
pub(super) const TASK: [Field; 4] = [
    number("id"),
    text("name"),
    number("runtime_id"),
    number("spawned_by"),
];
pub(super) const THREAD: [Field; 2] = [number("id"), text("name")];
pub(super) const STEP: [Field; 7] = [
    number("seq"),
    number("id"),
    number("site"),
    number("at"),
    number("parent"),
    number("task"),
    flag("borrowed"),
];
pub(super) const POLL: [Field; 8] = [
    number("seq"),
    number("step"),
    number("at"),
    number("took"),
    number("thread"),
    text("result"),
    number("wakers"),
    number("within"),
];
pub(super) const WAKE: [Field; 6] = [
    number("seq"),
    number("step"),
    number("at"),
    number("thread"),
    number("by"),
    flag("last"),
];
pub(super) const WAKER_DROP: [Field; 5] = [
    number("seq"),
    number("step"),
    number("at"),
    number("thread"),
    number("by"),
];
pub(super) const UNTRACED: [Field; 4] = [
    text("file"),
    number("line"),
    number("column"),
    text("within"),
];
pub(super) const SYNC: [Field; 4] = [
    number("at"),
    number("recorded"),
    number("lost"),
    Field {
        name: "polling",
        holds: Holds::Polls,
    },
];
/// A poll in progress, within a `sync`.
pub(super) const POLLING: [Field; 3] = [number("step"), number("since"), number("thread")];
pub(super) const END: [Field; 4] = [
    number("at"),
    number("recorded"),
    number("lost"),
    text("reason"),
];

/// The kind of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Header,
    Site,
    Task,
    Thread,
    Step,
    Poll,
    Wake,
    WakerDrop,
    Untraced,
    Sync,
    End,
}

impl Kind {
    pub(super) const ALL: [Self; 11] = [
        Self::Header,
        Self::Site,
        Self::Task,
        Self::Thread,
        Self::Step,
        Self::Poll,
        Self::Wake,
        Self::WakerDrop,
        Self::Untraced,
        Self::Sync,
        Self::End,
    ];

    /// The key that stands for it in the file.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Header => "reify",
            Self::Site => "site",
            Self::Task => "task",
            Self::Thread => "thread",
            Self::Step => "step",
            Self::Poll => "poll",
            Self::Wake => "wake",
            Self::WakerDrop => "waker_drop",
            Self::Untraced => "untraced",
            Self::Sync => "sync",
            Self::End => "end",
        }
    }

    /// The fields in the order of the file, which of arrays is their meaning.
    pub(super) const fn fields(self) -> &'static [Field] {
        match self {
            Self::Header => &HEADER,
            Self::Site => &SITE,
            Self::Task => &TASK,
            Self::Thread => &THREAD,
            Self::Step => &STEP,
            Self::Poll => &POLL,
            Self::Wake => &WAKE,
            Self::WakerDrop => &WAKER_DROP,
            Self::Untraced => &UNTRACED,
            Self::Sync => &SYNC,
            Self::End => &END,
        }
    }

    /// Whether the writer lays it out as an array. A file is full of these kinds, and names would double it.
    pub(super) const fn is_array(self) -> bool {
        matches!(self, Self::Step | Self::Poll | Self::Wake | Self::WakerDrop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPECIFICATION: &str = include_str!("../../docs/trace-format.md");

    /// The first cells of the tables in the section of a kind.
    fn specified(kind: Kind) -> Vec<&'static str> {
        let heading = format!("\n### `{}`\n", kind.key());
        let (_, section) = SPECIFICATION
            .split_once(&heading)
            .expect("every kind has a section");
        let section = section.split("\n#").next().unwrap_or_default();
        let cells = section
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split('`').next());
        cells.collect()
    }

    #[test]
    fn the_specification_has_every_kind_with_its_fields_in_order() {
        for kind in Kind::ALL {
            let fields: Vec<_> = kind.fields().iter().map(|field| field.name).collect();
            assert_eq!(specified(kind), fields, "{}", kind.key());
        }
    }

    #[test]
    fn the_specification_says_which_kinds_are_arrays() {
        for kind in Kind::ALL {
            let heading = format!("\n### `{}`\n\nAn array. ", kind.key());
            assert_eq!(
                SPECIFICATION.contains(&heading),
                kind.is_array(),
                "{}",
                kind.key()
            );
        }
    }
}
