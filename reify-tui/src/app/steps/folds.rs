//! Hiding what is under rows of the tree, and showing it.

use reify_lib::NodeId;

use super::StepsPane;
use crate::model::Model;

impl StepsPane {
    /// Shows what a position of the time cursor is about, in a tree that opens.
    pub(in crate::app) fn unfold_to(&mut self, model: &Model, position: usize) {
        if let Some(node) = model.node_of_position(position) {
            self.reveal_place(model, model.tree().place_of(node));
        }
    }

    /// Hides everything but the first rows, or shows all.
    pub(in crate::app) fn fold_all(&mut self, model: &Model, fold: bool) {
        let selected = self.selected_place(model);
        let all = 0..self.folded.len();
        self.folded.fill(all.clone(), fold);
        self.usually = fold;
        if fold {
            self.open_under(model.tree(), None);
        } else {
            self.open.fill(all, true);
        }
        self.show();
        if let Some(place) = selected {
            self.select_place(model, self.shown_for(model.tree(), place));
        }
    }

    /// Hides what is under the selected place, or shows it. Of a place with nothing under it the parent is meant.
    pub(in crate::app) fn fold(&mut self, model: &Model) {
        let Some(selected) = self.selected_place(model) else {
            return;
        };
        let tree = model.tree();
        let place = match tree.parent(selected) {
            Some(parent) if !tree.has_children(selected) => parent,
            _ => selected,
        };
        if !tree.has_children(place) {
            return;
        }
        self.folded.set(place as usize, !self.is_folded(place));
        self.open_under(tree, Some(place));
        self.show();
        self.select_place(model, place);
        self.selection.following = false;
    }

    /// How the tree is folded: whether rows are that nothing was done to, and the nodes of which it is otherwise.
    pub(in crate::app) fn folds(&self, model: &Model) -> (bool, Vec<NodeId>) {
        let nodes = model.tree().nodes().iter().zip(0..);
        let others = nodes.filter(|(_, place)| self.is_folded(*place) != self.usually);
        (self.usually, others.map(|(node, _)| *node).collect())
    }

    /// Folds the tree as another one was.
    pub(in crate::app) fn fold_as(&mut self, model: &Model, usually: bool, others: &[NodeId]) {
        self.usually = usually;
        self.folded.fill(0..self.folded.len(), usually);
        for &node in others {
            let place = model.tree().place_of(node);
            self.folded.set(place as usize, !usually);
        }
        self.open_under(model.tree(), None);
        self.show();
    }
}
