//! The order of rows: only what is shown is put into it, and comes as if the whole tree had been.

use std::sync::Arc;

use proptest::prelude::*;
use reify_lib::NodeId;
use reify_tui::app::{App, AppOptions, Rows as _};
use reify_tui::model::{Model, Sort};

use super::{deed, tell};
use crate::keys::run_keys;

/// A node, and whether a sibling stands behind it.
type Shown = (NodeId, bool);

/// The nodes that are shown: all in order, from the roots down, but for those under folded ones.
fn shown(app: &App) -> Vec<Shown> {
    let (graph, model) = (app.model().graph(), app.model());
    let key = |node: NodeId| match app.rows().sort() {
        Sort::Order => 0,
        Sort::Polls => graph.polls(node),
        Sort::Waiting => graph.waiting(node),
        Sort::Polling => graph.polling(node),
    };
    let in_order = |siblings: &mut dyn Iterator<Item = NodeId>| {
        let mut siblings: Vec<NodeId> = siblings.collect();
        siblings.sort_by_key(|&node| std::cmp::Reverse(key(node)));
        let last = siblings.last().copied();
        let siblings = siblings.into_iter().rev();
        siblings
            .map(move |node| (node, Some(node) != last))
            .collect::<Vec<Shown>>()
    };
    let (mut shown, mut open) = (Vec::new(), in_order(&mut graph.roots()));
    while let Some((node, has_next)) = open.pop() {
        shown.push((node, has_next));
        if !app.steps().is_folded(model.tree().place_of(node)) {
            open.extend(in_order(&mut graph.children(node)));
        }
    }
    shown
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shown_rows_stand_as_in_the_whole_tree_in_order(
        deeds in proptest::collection::vec(deed(), 0..120),
        keys in proptest::collection::vec(prop::sample::select(vec!["j", "k", "G", "<space>", "zM", "zR", "o", "O"]), 0..40),
    ) {
        let mut app = App::new(Model::of(Arc::new(tell(&deeds))), AppOptions::default());
        for key in keys {
            run_keys(&mut app, key);
            let (model, steps) = (app.model(), app.steps());
            let rows: Vec<u32> = steps.rows(model, 0).collect();
            prop_assert_eq!(rows.len(), steps.len());
            let nodes = rows.iter().map(|&place| (model.tree().node(place), steps.has_next_sibling(model, place)));
            prop_assert_eq!(nodes.collect::<Vec<Shown>>(), shown(&app));
            for (row, &place) in rows.iter().enumerate() {
                prop_assert_eq!(steps.in_order(model).before(place), row);
            }
        }
    }
    #[test]
    fn a_search_goes_from_row_to_row_in_their_order(
        deeds in proptest::collection::vec(deed(), 0..120),
        (orders, query) in (0..4_usize, prop::sample::select(vec![":1", ":3", "step", "root", "none"])),
        (filter, forward) in (prop::sample::select(vec!["", "polls:>0", "result:pending"]), any::<bool>()),
    ) {
        let mut app = App::new(Model::of(Arc::new(tell(&deeds))), AppOptions::default());
        run_keys(&mut app, &format!("&{filter}<enter>zR{}gg/{query}<enter>gg", "o".repeat(orders)));
        let (model, steps) = (app.model(), app.steps());
        let has = |place: &u32| {
            let site = model.graph().site_of(model.tree().node(*place));
            [model.names().expr(site), model.names().place(site)].iter().any(|name| name.contains(query))
        };
        let mut found: Vec<u32> = steps.rows(model, 0).filter(has).collect();
        let first = steps.selected_place(model);
        if !forward {
            found.reverse();
        } else if found.first().is_some_and(|&place| Some(place) == first) {
            found.rotate_left(1);
        }
        prop_assert_eq!(app.matches().expect("it was searched for").all, found.len() as u64);
        for place in found {
            run_keys(&mut app, if forward { "n" } else { "N" });
            prop_assert_eq!(app.steps().selected_place(app.model()), Some(place));
        }
    }
}
