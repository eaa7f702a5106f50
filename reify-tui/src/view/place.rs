//! [`Place`]: the column of a list that says where something stands in the source.

use ratatui::style::Style;
use ratatui::text::Line;
use reify_lib::SiteId;

use super::paint::Paint;
use super::room::Room;
use crate::model::{Names, Query};
use crate::text::{cut_left, pad};

const WIDEST: usize = 36;

/// How places are shown. Without width they are not.
pub(super) struct Place {
    width: usize,
    /// Names of files tell more than folders, which are shown where there is room to spare.
    has_folders: bool,
}

impl Place {
    pub(super) fn of(names: &Names, has_folders: bool, room: &mut Room) -> Self {
        let (whole, short) = names.widest_places();
        let wanted = if has_folders { whole } else { short }.min(WIDEST);
        Self {
            width: if room.take(wanted) { wanted } else { 0 },
            has_folders,
        }
    }

    /// The head of the column.
    pub(super) fn head(&self) -> Option<String> {
        (self.width > 0).then(|| pad("place", self.width))
    }

    /// Appends the place of a site to a row.
    pub(super) fn push(
        &self,
        paint: &Paint<'_>,
        line: &mut Line<'static>,
        (names, site): (&Names, SiteId),
        style: Style,
        query: Option<&Query>,
    ) {
        if self.width == 0 {
            return;
        }
        let place = if self.has_folders {
            names.place(site)
        } else {
            names.short_place(site)
        };
        let place = cut_left(place, self.width, paint.glyphs.ellipsis);
        line.push_span("  ");
        for span in paint.marked(&pad(&place, self.width), style, query) {
            line.push_span(span);
        }
    }
}
