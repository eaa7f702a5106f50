//! [`Outline`]: what takes time in proportion to the recording when another reading of it is to be shown as this one was.
//!
//! It means the same in every reading. So another thread can make the next one ready, and all that is left for the thread
//! that answers keys is what takes the same time however long the recording is: [`App::resume`].

use reify_lib::{NodeId, Step, StepId};

use super::{App, AppOptions};
use crate::filter::Filter;
use crate::model::{Model, Sort};
use crate::views::VIEWS;

/// The orders, the folds, the filter, the search, and what is slow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// By view.
    sorts: Vec<Sort>,
    /// Whether a row of the tree is folded to which nothing was done.
    usually_folded: bool,
    /// The first steps of the nodes of which it is otherwise.
    otherwise: Vec<StepName>,
    filter: Filter,
    query: Option<String>,
    slow_poll: Option<u64>,
}

/// Of steps that share a number so many are looked at for one that is not where it was.
const MOST_ALIKE: usize = 1_000;

/// What the file calls a step: its number in the total order, and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StepName {
    seq: u64,
    id: u64,
    /// How many steps of the same number stand before it: those that were given none share one.
    before: usize,
}

impl StepName {
    pub(super) fn of(model: &Model, step: StepId) -> Option<Self> {
        let steps = model.trace().steps();
        let Step { seq, id, .. } = steps.get(step.index())?;
        Some(Self {
            seq,
            id,
            before: step.index() - steps.position_of_seq(seq),
        })
    }

    fn of_first(model: &Model, node: NodeId) -> Option<Self> {
        Self::of(model, model.graph().steps_of(node).next()?)
    }

    /// The step of this name.
    pub(super) fn step(self, model: &Model) -> Option<StepId> {
        let steps = model.trace().steps();
        let first = steps.position_of_seq(self.seq);
        let alike = (first..first.saturating_add(MOST_ALIKE))
            .map_while(|index| Some((index, steps.get(index)?)))
            .take_while(|(_, step)| step.seq == self.seq);
        let where_it_was = first.saturating_add(self.before);
        let where_it_was = steps.get(where_it_was).map(|step| (where_it_was, step));
        let mut steps = where_it_was.into_iter().chain(alike);
        let found = steps.find(|(_, step)| (step.seq, step.id) == (self.seq, self.id));
        found.map(|(index, _)| StepId::from(index))
    }

    fn node(self, model: &Model) -> Option<NodeId> {
        self.step(model).map(|step| model.graph().node_of(step))
    }
}

impl App {
    /// How the recording is shown.
    pub fn outline(&self) -> Outline {
        let sorts = VIEWS.iter().map(|view| (view.rows)(&self.views).sort());
        let (usually_folded, otherwise) = self.views.steps.folds(&self.model);
        let otherwise = otherwise.into_iter();
        let name = |node| StepName::of_first(&self.model, node);
        let search = self.search.as_ref();
        Outline {
            sorts: sorts.collect(),
            usually_folded,
            otherwise: otherwise.filter_map(name).collect(),
            filter: self.filter().cloned().unwrap_or_default(),
            query: search.map(|search| search.query().text().to_owned()),
            slow_poll: self.options.slow_poll,
        }
    }

    /// The explorer of another reading, which shows it as an outline says. The rest comes by [`resume`](Self::resume).
    pub fn outlined(model: Model, options: AppOptions, outline: &Outline) -> Self {
        let mut app = Self::new(
            model,
            AppOptions {
                filter: Filter::default(),
                slow_poll: outline.slow_poll,
                ..options
            },
        );
        for (view, &sort) in VIEWS.iter().zip(&outline.sorts) {
            (view.rows_mut)(&mut app.views).sort_by(&app.model, sort);
        }
        let otherwise = outline.otherwise.iter();
        let otherwise = otherwise.filter_map(|name| name.node(&app.model));
        let otherwise: Vec<NodeId> = otherwise.collect();
        let steps = &mut app.views.steps;
        steps.fold_as(&app.model, outline.usually_folded, &otherwise);
        app.set_filter(outline.filter.clone());
        while app.has_work() {
            app.work();
        }
        if let Some(text) = &outline.query {
            app.search_for(text);
            app.count_all_matches();
        }
        app
    }

    /// What it is the explorer of.
    pub fn into_model(self) -> Model {
        self.model
    }
}
