//! [`Importer`]: takes the texts of an input that another tool wrote.

use crate::format::async_reify::Importer as AsyncReify;
use crate::format::console::Console;
use crate::{Position, TraceBuilder};

#[derive(Clone, Debug)]
pub(super) enum Importer {
    AsyncReify(AsyncReify),
    Console(Console),
}

impl Importer {
    /// The one for an input that begins with this text, if it is of another tool.
    pub(super) fn of(text: &[u8]) -> Option<Self> {
        if AsyncReify::knows(text) {
            Some(Self::AsyncReify(AsyncReify::default()))
        } else if Console::knows(text) {
            Some(Self::Console(Console::default()))
        } else {
            None
        }
    }

    pub(super) fn text(
        &mut self,
        text: &[u8],
        builder: &mut TraceBuilder,
        position: Position,
    ) -> Result<(), serde_json::Error> {
        match self {
            Self::AsyncReify(importer) => importer.event(text, builder, position),
            Self::Console(importer) => importer.line(text, builder, position),
        }
    }

    /// The array around the texts was closed.
    pub(super) fn closed(&mut self, builder: &mut TraceBuilder) {
        match self {
            Self::AsyncReify(importer) => importer.finish(builder),
            Self::Console(_) => {}
        }
    }

    /// Nothing more comes.
    pub(super) fn finish(&mut self, builder: &mut TraceBuilder) {
        match self {
            Self::AsyncReify(_) => {}
            Self::Console(importer) => importer.finish(builder),
        }
    }
}
