//! The steps: the tree of nodes as it was at the time cursor, with the marked row of its event.

mod columns;
mod lead;

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use reify_lib::StepNode;

use self::columns::Columns;
pub(super) use self::lead::Lead;
use super::hints::passed;
use super::paint::Paint;
use crate::app::{App, Pane, Rows as _};
use crate::model::{NodeState, Sort, StepState};
use crate::text::{grouped, pad_left};

pub(crate) fn draw(app: &App, paint: &mut Paint<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let steps = app.steps();
    let columns = Columns::of(app, usize::from(area.width));
    let (number, all) = (steps.selected() + 1, steps.len());
    let shown = app.narrowed().map_or_else(String::new, |narrowed| {
        format!("  {}", passed(narrowed.passed_nodes(app.model())))
    });
    let title = format!(
        "Steps {}/{}{}{shown}",
        grouped(number.min(all) as u64),
        grouped(all as u64),
        sorted_by(steps.sort())
    );
    let body = paint.title(Pane::Steps, area, &title, &columns.heads());
    if all == 0 {
        let text = match app.narrowed() {
            Some(_) => " no step passes the filter",
            None => " no steps were recorded",
        };
        paint.line(body, 0, paint.dim(text));
        return;
    }
    let pane = StepsView {
        app,
        lead: Lead::new(app, columns.label),
        columns,
    };
    let height = usize::from(body.height);
    let top = steps.top(height);
    let rows = (0..body.height).zip(top..).zip(pane.look_up(top, height));
    for ((y, index), row) in rows {
        let style = match (index == steps.selected(), app.focus()) {
            (true, Pane::Steps) => paint.theme.selected,
            (true, _) => paint.theme.cursor,
            (false, _) => Style::new(),
        };
        let line = pane.row(paint, &row);
        paint.row(body, y, line, style);
    }
}

/// In which order the rows are, as the end of a title.
pub(super) fn sorted_by(sort: Sort) -> String {
    match sort {
        Sort::Order => String::new(),
        _ => format!(" by {}", sort.as_str()),
    }
}

struct StepsView<'a> {
    app: &'a App,
    columns: Columns,
    lead: Lead<'a>,
}

/// What is shown of a row.
struct Shown {
    place: u32,
    node: StepNode,
    now: NodeState,
}

impl StepsView<'_> {
    /// What is shown of so many rows. It is looked up for all of them before any is drawn, so that what lies far apart in
    /// memory is waited for at once.
    fn look_up(&self, top: usize, height: usize) -> Vec<Shown> {
        let (model, moment) = (self.app.model(), self.app.moment());
        let places = self.app.steps().rows(model, top).take(height);
        let nodes = places.map(|place| (place, model.graph().node(model.tree().node(place))));
        let nodes: Vec<(u32, StepNode)> = nodes.collect();
        let shown = nodes.into_iter().map(|(place, node)| Shown {
            place,
            now: model.node_at(node.id, &moment),
            node,
        });
        shown.collect()
    }

    fn row(&self, paint: &Paint<'_>, row: &Shown) -> Line<'static> {
        let Shown { place, node, now } = row;
        let mut line = self.lead.line(paint, *place, node, now);
        self.numbers(paint, &mut line, node, now);
        line
    }

    fn numbers(
        &self,
        paint: &Paint<'_>,
        line: &mut Line<'static>,
        node: &StepNode,
        now: &NodeState,
    ) {
        let columns = &self.columns;
        let site = (self.app.model().names(), node.site);
        let query = self.lead.query;
        columns.place.push(paint, line, site, Style::new(), query);
        let style = match now.state {
            StepState::Unmade if !self.app.has_whole_numbers() => paint.theme.dim,
            _ => Style::new(),
        };
        let is_whole = self.app.has_whole_numbers();
        let polls = match u64::from(now.polls) {
            polls if polls == node.polls || is_whole => node.polls.to_string(),
            polls => format!("{polls}/{}", node.polls),
        };
        let (waiting, polling) = if is_whole {
            (node.waiting, node.polling)
        } else {
            (now.waiting, now.polling)
        };
        let time = |ns: u64| {
            if ns == 0 {
                String::new()
            } else {
                paint.duration(ns)
            }
        };
        for (columns, text) in [
            (columns.polls, polls),
            (columns.waiting, time(waiting)),
            (columns.polling, time(polling)),
        ] {
            if columns > 0 {
                line.push_span(Span::styled(
                    format!("  {}", pad_left(&text, columns)),
                    style,
                ));
            }
        }
    }
}
