//! [`Layout`]: where each part of the screen goes, by the size of the screen and the pane that has the focus.
//!
//! Read by the views, and by the app where it moves by pages or scrolls: neither keeps a size of its own.
//!
//! ```text
//! wide                          narrow            small           tiny
//! header                        header            focused pane    one line
//! (notices)                     (notices)
//! main           │ source       main              hints
//! events                        events
//! hints                         source
//!                               hints
//! ```

use ratatui::layout::Rect;

use crate::app::{Pane, Slot};

/// From this width on the source stands beside the steps.
const WIDE: u16 = 112;
/// From this width on the source gets as much room as the steps.
const VERY_WIDE: u16 = 160;
/// Below this only the focused pane is shown.
const SMALL: (u16, u16) = (40, 8);
/// From this height on what there is to know of the file has a line.
const NOTICES: u16 = 12;
/// Below this there is but one line.
const TINY: (u16, u16) = (20, 4);
/// Panes that stand one over the other: below this height there are two of them.
const THREE_PANES: u16 = 16;

const WIDEST_PAGE: u16 = 90;

/// The parts of the screen. A part that is not shown has no area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// What the recording is.
    pub header: Rect,
    /// The line under the header, where there is something to know of the file.
    pub notices: Rect,
    /// The view in the main place, with its title.
    pub main: Rect,
    /// The events, with their title.
    pub events: Rect,
    /// The source, with its title.
    pub source: Rect,
    /// The line between the main place and the source.
    pub divider: Rect,
    /// The keys, or what there is to say.
    pub hints: Rect,
    /// The one line of a tiny screen.
    pub tiny: Rect,
}

impl Layout {
    /// The layout of an area.
    pub fn of(area: Rect, focus: Pane) -> Self {
        let (width, height) = (area.width, area.height);
        let mut layout = Self::default();
        if width < TINY.0 || height < TINY.1 {
            layout.tiny = Rect {
                height: height.min(1),
                ..area
            };
            return layout;
        }
        if width < SMALL.0 || height < SMALL.1 {
            let (pane, hints) = over(area, height.saturating_sub(1));
            *layout.slot_mut(focus.slot()) = pane;
            layout.hints = hints;
            return layout;
        }
        let (header, rest) = over(area, 1);
        let (body, hints) = over(rest, rest.height.saturating_sub(1));
        (layout.header, layout.hints) = (header, hints);
        if width >= WIDE {
            layout.side_by_side(body);
        } else {
            layout.stacked(body, focus.slot());
        }
        layout
    }

    /// The layout of an area in which one pane takes all the room there is for panes.
    pub fn of_one(area: Rect, focus: Pane) -> Self {
        let mut layout = Self::of(area, focus);
        let body = area
            .height
            .saturating_sub(layout.header.height + layout.hints.height);
        if layout.header.height == 0 {
            return layout;
        }
        let (_, rest) = over(area, layout.header.height);
        (layout.main, layout.events, layout.source) = Default::default();
        layout.divider = Rect::default();
        *layout.slot_mut(focus.slot()) = over(rest, body).0;
        layout
    }

    /// A layout with a line under the header, if the area has room for it.
    pub fn with_notices(area: Rect, layout: impl Fn(Rect) -> Self) -> Self {
        if area.width < SMALL.0 || area.height < NOTICES {
            return layout(area);
        }
        let height = area.height.saturating_sub(1);
        let mut layout = layout(Rect { height, ..area });
        let Self {
            header,
            notices,
            main,
            events,
            source,
            divider,
            hints,
            tiny: _,
        } = &mut layout;
        for part in [main, events, source, divider, hints] {
            part.y = part.y.saturating_add(1);
        }
        *notices = Rect {
            y: header.bottom(),
            ..*header
        };
        layout
    }

    fn side_by_side(&mut self, body: Rect) {
        let (top, events) = over(body, share(body.height, 13, 21));
        let main = if top.width >= VERY_WIDE {
            (1, 2)
        } else {
            (13, 21)
        };
        let (main, rest) = beside(top, share(top.width, main.0, main.1));
        let (divider, source) = beside(rest, 1);
        (self.main, self.divider, self.source, self.events) = (main, divider, source, events);
    }

    fn stacked(&mut self, body: Rect, focus: Slot) {
        if body.height >= THREE_PANES {
            let (main, rest) = over(body, share(body.height, 5, 11));
            let (events, source) = over(rest, share(rest.height, 1, 2));
            (self.main, self.events, self.source) = (main, events, source);
            return;
        }
        let (first, second) = match focus {
            Slot::Main | Slot::Events => (Slot::Main, Slot::Events),
            Slot::Source => (Slot::Source, Slot::Events),
        };
        let parts = if first == focus { 5 } else { 3 };
        let (top, bottom) = over(body, share(body.height, parts, 8));
        *self.slot_mut(first) = top;
        *self.slot_mut(second) = bottom;
    }

    /// The area of a pane, with its title.
    pub fn pane(&self, pane: Pane) -> Rect {
        match pane.slot() {
            Slot::Main => self.main,
            Slot::Events => self.events,
            Slot::Source => self.source,
        }
    }

    fn slot_mut(&mut self, slot: Slot) -> &mut Rect {
        match slot {
            Slot::Main => &mut self.main,
            Slot::Events => &mut self.events,
            Slot::Source => &mut self.source,
        }
    }

    /// How many rows a pane has below its title.
    pub fn rows(&self, pane: Pane) -> usize {
        usize::from(self.pane(pane).height.saturating_sub(1))
    }
}

/// Where a page over the panes goes: all but the last line, and no wider than text is read with ease.
pub fn page_area(screen: Rect) -> Rect {
    let width = screen.width.min(WIDEST_PAGE);
    Rect {
        x: screen
            .x
            .saturating_add((screen.width.saturating_sub(width)) / 2),
        width,
        height: screen.height.saturating_sub(1),
        ..screen
    }
}

/// So many parts of a length, rounded.
fn share(length: u16, parts: u32, of: u32) -> u16 {
    let share = (u32::from(length) * parts + of / 2) / of;
    u16::try_from(share).unwrap_or(length)
}

/// An area divided into its first rows and the others.
fn over(area: Rect, rows: u16) -> (Rect, Rect) {
    let height = rows.min(area.height);
    let below = Rect {
        y: area.y.saturating_add(height),
        height: area.height.saturating_sub(height),
        ..area
    };
    (Rect { height, ..area }, below)
}

/// An area divided into its first columns and the others.
fn beside(area: Rect, columns: u16) -> (Rect, Rect) {
    let width = columns.min(area.width);
    let right = Rect {
        x: area.x.saturating_add(width),
        width: area.width.saturating_sub(width),
        ..area
    };
    (Rect { width, ..area }, right)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heights(width: u16, height: u16, focus: Pane) -> [u16; 3] {
        let layout = Layout::of(Rect::new(0, 0, width, height), focus);
        [Pane::Steps, Pane::Events, Pane::Source].map(|pane| layout.pane(pane).height)
    }

    #[test]
    fn panes_give_way_as_the_screen_shrinks() {
        assert_eq!(heights(120, 40, Pane::Steps), [24, 14, 24]);
        assert_eq!(heights(80, 24, Pane::Steps), [10, 6, 6]);
        assert_eq!(heights(80, 14, Pane::Steps), [8, 4, 0]);
        assert_eq!(heights(80, 14, Pane::Source), [0, 4, 8]);
        assert_eq!(heights(39, 24, Pane::Events), [0, 23, 0]);
        assert_eq!(heights(19, 24, Pane::Steps), [0, 0, 0]);
        assert_eq!(heights(0, 0, Pane::Steps), [0, 0, 0]);
    }
}
