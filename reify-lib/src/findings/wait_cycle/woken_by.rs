//! [`WokenBy`]: who woke the steps of a site where something waits now.

use crate::findings::case::{Case, TaskKey};
use crate::{Event, SiteId, StepId};

/// Of a site with more wakers than this nobody can say who is waited for.
const MOST: usize = 4;

/// Who woke the steps of a site, each task once, with the step that did it last.
#[derive(Clone, Default)]
struct Wakers {
    known: Vec<(TaskKey, StepId)>,
    /// A timer, a socket, a thread; or too many.
    others: bool,
}

/// Who woke the steps of each site.
pub(super) struct WokenBy(Vec<Option<Wakers>>);

impl WokenBy {
    /// Those of the sites at which steps wait.
    pub(super) fn of(case: &Case<'_>) -> Self {
        let mut sites = vec![None; case.trace.sites().len()];
        for (step, _) in case.waiting_leaves() {
            let site = case.site_id(step);
            sites[site.index()].get_or_insert_with(Wakers::default);
        }
        for event in case.trace.events().iter() {
            let Event::Wake(wake) = event else { continue };
            let site = case.site_id(wake.step);
            let Some(wakers) = &mut sites[site.index()] else {
                continue;
            };
            let Some(by) = wake.by else {
                wakers.others = true;
                continue;
            };
            let task = case.task_of(by);
            let mut known = wakers.known.iter_mut();
            if let Some((_, last)) = known.find(|(known, _)| *known == task) {
                *last = by;
            } else if wakers.known.len() < MOST {
                wakers.known.push((task, by));
            } else {
                wakers.others = true;
            }
        }
        Self(sites)
    }

    /// Those who are known.
    pub(super) fn wakers(&self, site: SiteId) -> &[(TaskKey, StepId)] {
        self.0[site.index()]
            .as_ref()
            .map_or(&[], |wakers| &wakers.known)
    }

    /// Whether nobody else is known to have woken a step of the site.
    pub(super) fn are_all(&self, site: SiteId) -> bool {
        let wakers = self.0[site.index()].as_ref();
        wakers.is_some_and(|wakers| !wakers.others && !wakers.known.is_empty())
    }
}
