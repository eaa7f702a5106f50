//! The tree of a recording: the nodes of its graph, parents before what stands under them.

use std::sync::Arc;

use proptest::prelude::*;
use reify_lib::NodeId;
use reify_tui::model::Model;

use super::{deed, tell};

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_place_says_what_the_graph_says(deeds in proptest::collection::vec(deed(), 0..120)) {
        let model = Model::of(Arc::new(tell(&deeds)));
        let (tree, graph) = (model.tree(), model.graph());
        prop_assert_eq!(tree.len(), graph.nodes().len());
        let roots = tree.nodes().iter().copied().filter(|&node| graph.parent(node).is_none());
        prop_assert_eq!(roots.collect::<Vec<NodeId>>(), graph.roots().collect::<Vec<NodeId>>());
        for place in 0..tree.len() as u32 {
            let row = tree.row(place);
            prop_assert_eq!(tree.place_of(row.node), place);
            let above = graph.parent(row.node).map(|parent| tree.place_of(parent));
            prop_assert_eq!(row.parent, above);
            prop_assert_eq!(row.depth, above.map_or(0, |above| tree.row(above).depth + 1));
            let children = tree.children(place).map(|child| tree.node(child));
            prop_assert_eq!(children.collect::<Vec<NodeId>>(), graph.children(row.node).collect::<Vec<NodeId>>());
            let last = tree.children(place).last();
            prop_assert_eq!(row.end, last.map_or(place + 1, |child| tree.end(child)));
        }
    }
}
