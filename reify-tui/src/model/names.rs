//! [`Names`]: what a trace calls things, fit for the screen.
//!
//! This is the boundary: views show names from here, never text of the trace itself. Very long ones
//! are cut: only pages show them whole.

use reify_lib::{Site, SiteId, TaskId, Thread, ThreadId, Trace};

use crate::text::{visible, visible_name, width};

/// The names of a trace.
#[derive(Debug)]
pub struct Names {
    program: String,
    sites: Vec<SiteName>,
    tasks: Vec<String>,
    threads: Vec<String>,
    notices: Vec<String>,
    widest_places: (usize, usize),
}

/// The names of a site.
#[derive(Debug)]
struct SiteName {
    expr: String,
    place: String,
    function: String,
}

impl Names {
    pub(super) fn of(trace: &Trace) -> Self {
        let tasks = trace.tasks().iter().map(|task| match &task.name {
            Some(name) => visible_name(name).into_owned(),
            None => format!("task {}", task.id),
        });
        let notices = trace.notices().iter();
        let sites: Vec<SiteName> = trace.sites().iter().map(SiteName::of).collect();
        Self {
            program: visible_name(&trace.header().program).into_owned(),
            widest_places: (
                widest(sites.iter().map(|site| site.place.as_str())),
                widest(sites.iter().map(|site| file_name(&site.place))),
            ),
            sites,
            tasks: tasks.collect(),
            threads: trace.threads().iter().map(thread_name).collect(),
            notices: notices
                .map(|notice| visible(&notice.to_string()).into_owned())
                .collect(),
        }
    }

    /// The program; empty if not known.
    pub fn program(&self) -> &str {
        &self.program
    }

    /// The awaited expression.
    pub fn expr(&self, site: SiteId) -> &str {
        &self.sites[site.index()].expr
    }

    /// `file:line`; empty if not known.
    pub fn place(&self, site: SiteId) -> &str {
        &self.sites[site.index()].place
    }

    /// The name of the file without its folders, with the line; empty if not known.
    pub fn short_place(&self, site: SiteId) -> &str {
        file_name(self.place(site))
    }

    /// The function around a site; empty if not known.
    pub fn function(&self, site: SiteId) -> &str {
        &self.sites[site.index()].function
    }

    /// How many columns the longest place takes, and how many the longest without its folders.
    pub fn widest_places(&self) -> (usize, usize) {
        self.widest_places
    }

    /// A task.
    pub fn task(&self, task: TaskId) -> &str {
        &self.tasks[task.index()]
    }

    /// A thread.
    pub fn thread(&self, thread: ThreadId) -> &str {
        &self.threads[thread.index()]
    }

    /// How many columns the longest name of a thread takes.
    pub fn widest_thread(&self) -> usize {
        widest(self.threads.iter().map(String::as_str))
    }

    /// What to know about the trace before one trusts it.
    pub fn notices(&self) -> &[String] {
        &self.notices
    }
}

impl SiteName {
    fn of(site: &Site) -> Self {
        let place = if site.has_place() {
            format!("{}:{}", visible_name(&site.file), site.line)
        } else {
            String::new()
        };
        Self {
            expr: visible_name(&site.expr).into_owned(),
            place,
            function: visible_name(&site.function).into_owned(),
        }
    }
}

fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(width).max().unwrap_or(0)
}

fn file_name(place: &str) -> &str {
    place
        .rsplit_once(['/', '\\'])
        .map_or(place, |(_, name)| name)
}

fn thread_name(thread: &Thread) -> String {
    match thread.name.as_deref() {
        Some(name) if !name.is_empty() => visible_name(name).into_owned(),
        _ => format!("thread {}", thread.id),
    }
}
