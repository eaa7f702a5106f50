//! The order of rows: only what is shown is put into it, and comes as if the whole tree had been.

use std::sync::Arc;

use proptest::prelude::*;
use reify_lib::NodeId;
use reify_tui::app::{App, AppOptions, StepsPane};
use reify_tui::model::{Model, Row, Tree};

use super::{deed, tell};
use crate::keys::run_keys;

/// The nodes that are shown, taken from the whole tree in an order.
fn shown(steps: &StepsPane, model: &Model, whole: &Tree) -> Vec<NodeId> {
    let is_open = |row: &Row| !steps.is_folded(model.tree().place_of(row.node));
    let places = 0..whole.len() as u32;
    let rows = places.map(|place| whole.row(place));
    let rows = rows.filter(|row| {
        let mut above = row.parent;
        while let Some(parent) = above.map(|above| whole.row(above)) {
            if !is_open(&parent) {
                return false;
            }
            above = parent.parent;
        }
        true
    });
    rows.map(|row| row.node).collect()
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
            let whole = Tree::of(model.graph(), app.rows().sort());
            let nodes = steps.rows().iter().map(|&place| model.tree().row(place).node);
            let nodes: Vec<NodeId> = nodes.collect();
            prop_assert_eq!(&nodes, &shown(steps, model, &whole));
            for (index, &place) in steps.rows().iter().enumerate() {
                let row = whole.row(whole.place_of(model.tree().row(place).node));
                let behind = row.parent.map_or(whole.len() as u32, |parent| whole.row(parent).end);
                prop_assert_eq!(steps.has_next_sibling(model.tree(), index, place), row.end < behind);
            }
        }
    }
}
