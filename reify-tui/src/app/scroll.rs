//! Scrolling: the first row that a pane shows.

/// As many rows stay between the row of interest and the edge, where there is room.
const MARGIN: usize = 2;

/// The first row to show, moved no further than needed for `row` to be seen.
pub(super) fn keep(top: usize, row: usize, rows: usize, height: usize) -> usize {
    let margin = MARGIN.min(height.saturating_sub(1) / 2);
    let lowest = row.saturating_add(margin + 1).saturating_sub(height);
    let highest = row.saturating_sub(margin);
    clamp(top.clamp(lowest.min(highest), highest), rows, height)
}

/// The first row to show, so that no room is left empty below the last one.
pub(super) fn clamp(top: usize, rows: usize, height: usize) -> usize {
    top.min(rows.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scrolls_no_further_than_needed() {
        assert_eq!(keep(0, 5, 100, 10), 0);
        assert_eq!(keep(0, 8, 100, 10), 1);
        assert_eq!(keep(20, 5, 100, 10), 3);
        assert_eq!(keep(3, 99, 100, 10), 90);
        assert_eq!(keep(95, 99, 100, 10), 90);
    }

    #[test]
    fn small_panes_show_the_row_itself() {
        for (row, height) in [(0, 1), (7, 1), (7, 2), (7, 3)] {
            let top = keep(0, row, 100, height);
            assert!((top..top + height).contains(&row), "{row} {height}");
        }
        assert_eq!(keep(3, 5, 100, 0), 5);
        assert_eq!(keep(3, 0, 0, 0), 0);
    }
}
