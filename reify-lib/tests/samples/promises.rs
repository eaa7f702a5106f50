//! What the README of the samples says that there is to see.

use reify_lib::{
    AsyncStepGraph, Event, FindingKind, NodeId, Severity, StepNode, StepOutcome, Trace, findings,
    reify_execution,
};

use crate::load;

struct Sample {
    trace: Trace,
    graph: AsyncStepGraph,
}

impl Sample {
    fn of(name: &str) -> Self {
        let trace = load(name);
        let graph = reify_execution(&trace);
        Self { trace, graph }
    }

    /// The nodes with an expression at a place.
    fn all<'a>(&'a self, expr: &'a str, place: &'a str) -> impl Iterator<Item = StepNode> + 'a {
        self.graph.nodes().filter(move |node| {
            let site = self.graph.site(node.id);
            site.expr == expr && format!("{}:{}", site.file, site.line).ends_with(place)
        })
    }

    /// The only node with an expression at a place.
    fn one<'a>(&'a self, expr: &'a str, place: &'a str) -> StepNode {
        let nodes: Vec<StepNode> = self.all(expr, place).collect();
        assert_eq!(nodes.len(), 1, "{expr} @ {place}");
        nodes[0]
    }

    fn children(&self, id: NodeId) -> Vec<StepNode> {
        let children = self.graph.children(id);
        children.map(|id| self.graph.node(id)).collect()
    }

    fn expr(&self, id: NodeId) -> &str {
        &self.graph.site(id).expr
    }

    /// The kinds and lines of the findings of some severity.
    fn found(&self, severity: Severity) -> Vec<(FindingKind, u32)> {
        findings(&self.trace)
            .iter()
            .filter(|finding| finding.severity == severity)
            .map(|finding| (finding.kind, finding.place.line))
            .collect()
    }

    fn task_name(&self, node: StepNode) -> &str {
        let task = node.task.map(|task| self.trace.task(task));
        task.and_then(|task| task.name.as_deref()).unwrap_or("")
    }
}

/// Whether neither of two nodes comes after the other.
fn side_by_side(one: StepNode, other: StepNode) -> bool {
    one.first < other.last && other.first < one.last
}

#[test]
fn http_service_shows_a_retry_loop_as_one_node_of_three_steps() {
    let sample = Sample::of("http_service");
    let asked = sample.one("self.ask_price(item, pause)", "customer.rs:67");
    assert_eq!((asked.steps, asked.outcome), (3, StepOutcome::Completed));

    let within: Vec<&str> = sample
        .children(asked.id)
        .iter()
        .map(|node| sample.expr(node.id))
        .collect();
    let (ask, pause, read) = ("request.send()", "sleep(pause)", "response.text()");
    assert_eq!(within, [ask, pause, ask, pause, ask, read]);
}

#[test]
fn http_service_shows_the_arms_of_a_join_side_by_side() {
    let sample = Sample::of("http_service");
    let stock = sample.one("self.stock(item)", "customer.rs:50");
    let price = sample.one("self.price(item)", "customer.rs:50");
    assert!(side_by_side(stock, price));
    assert_eq!(stock.parent, price.parent);
    let edges = sample.graph.edges();
    assert!(!edges.contains(&(stock.id, price.id)));
    assert!(!edges.contains(&(price.id, stock.id)));
}

#[test]
fn http_service_shows_what_the_timeout_cancelled_at_both_ends_of_the_wire() {
    let sample = Sample::of("http_service");
    let timeout = sample.one("timeout(PATIENCE, self.delivery(item))", "customer.rs:52");
    assert_eq!(timeout.outcome, StepOutcome::Completed);

    let asked = sample.one(r#"self.get("delivery", item)"#, "customer.rs:86");
    assert_eq!(asked.parent, Some(timeout.id));
    assert_eq!(asked.outcome, StepOutcome::Cancelled);
    let supplier = sample.one("supplier()", "shop.rs:92");
    assert_eq!(supplier.outcome, StepOutcome::Cancelled);
    assert_eq!(sample.task_name(supplier), "GET /delivery/tea");
}

#[test]
fn http_service_shows_which_task_gave_the_lock_on() {
    let sample = Sample::of("http_service");
    let waited = sample
        .all("shop.cart.lock()", "shop.rs:61")
        .find(|node| node.polls == 2)
        .unwrap();
    let woken = sample.trace.events().iter().find_map(|event| match event {
        Event::Wake(wake) if sample.graph.node_of(wake.step) == waited.id => Some(wake),
        _ => None,
    });
    let by = sample
        .graph
        .node(sample.graph.node_of(woken.unwrap().by.unwrap()));
    assert_ne!(by.task, waited.task);
    assert!(sample.task_name(by).starts_with("PUT /cart/"));
}

#[test]
fn http_service_shows_a_task_that_outlives_the_request_that_spawned_it() {
    let sample = Sample::of("http_service");
    let letter = sample.one("letter for order 2", "shop.rs:105");
    let task = sample.trace.task(letter.task.unwrap());
    let request = sample
        .graph
        .node(sample.graph.node_of(task.spawned_by.unwrap()));
    assert_eq!(sample.task_name(request), "POST /order/tea");
    assert!(request.last < letter.last);
    let words = sample.one("sleep(Duration::from_millis(2))", "shop.rs:113");
    assert_eq!(words.steps, 6);
}

#[test]
fn trace_workflow_shows_the_same_three_awaits_twice() {
    let sample = Sample::of("trace_workflow");
    let roots: Vec<(&str, u64)> = sample
        .graph
        .roots()
        .map(|id| (sample.expr(id), sample.graph.node(id).polls))
        .collect();
    let once = [("fetch()", 2), ("transform(raw)", 4), ("store(clean)", 1)];
    assert_eq!(roots, [once, once].concat());

    for yields in sample.all("yield_now()", "trace_workflow.rs:74") {
        assert_eq!((yields.steps, yields.polls), (3, 6));
    }
    assert_eq!(sample.trace.end().unwrap().reason, "snapshot");
}

#[test]
fn select_loop_shows_an_arm_a_step_on_every_turn() {
    let sample = Sample::of("select_loop");
    let steps = |expr, place| sample.all(expr, place).map(|node| node.steps).sum::<u32>();
    let turns = steps("inbox.recv()", "select_loop.rs:63");
    assert!(turns > 6, "{turns}");
    assert_eq!(steps("ticks.tick()", "select_loop.rs:67"), turns);
    assert_eq!(steps("&mut stopped", "select_loop.rs:69"), turns);

    let cancelled = sample.all("inbox.recv()", "select_loop.rs:63");
    assert!(cancelled.map(|node| node.cancelled).sum::<u32>() > 0);
    let borrowed = sample.trace.steps().iter().filter(|step| step.borrowed);
    assert_eq!(borrowed.count() as u32, turns);
}

#[test]
fn what_is_healthy_raises_no_alarm() {
    for name in ["http_service", "trace_workflow", "select_loop"] {
        assert_eq!(Sample::of(name).found(Severity::Alarm), [], "{name}");
    }
}

#[test]
fn hang_shows_two_awaits_that_nothing_finishes() {
    let sample = Sample::of("hang");
    assert_eq!(sample.trace.end(), None);

    let stuck: Vec<StepNode> = sample
        .all("to.lock()", "hang.rs:56")
        .filter(|node| node.outcome == StepOutcome::Pending)
        .collect();
    let names: Vec<&str> = stuck.iter().map(|node| sample.task_name(*node)).collect();
    assert_eq!(names, ["alice pays bob", "bob pays alice"]);
    for node in stuck {
        assert_eq!((node.steps, node.polls), (1, 1));
        let woken = |event: &Event| {
            matches!(event, Event::Wake(_)) && sample.graph.node_of(event.step()) == node.id
        };
        assert!(!sample.trace.events().iter().any(|event| woken(&event)));
    }
    let main = sample.one("there", "hang.rs:39");
    assert_eq!(main.outcome, StepOutcome::Pending);
    assert_eq!(sample.found(Severity::Alarm), [(FindingKind::Waiting, 56)]);
}

#[test]
fn many_events_shows_the_one_job_that_blocks_among_a_hundred_thousand_events() {
    let sample = Sample::of("many_events");
    assert!(sample.trace.events().len() > 100_000);
    assert!(sample.trace.tasks().len() > 250);
    assert!(sample.trace.threads().len() > 2);

    let digests = sample.all("digest(job.client, job.number)", "many_events.rs:99");
    let slowest = digests.max_by_key(|node| node.polling).unwrap();
    assert!(slowest.polling >= 150_000_000);
    let yields = sample.children(slowest.id);
    assert!(yields.iter().map(|node| node.polling).sum::<u64>() < slowest.polling / 2);
    let found = sample.found(Severity::Info);
    assert!(
        found.contains(&(FindingKind::BlockingPoll, 99)),
        "{found:?}"
    );
}
