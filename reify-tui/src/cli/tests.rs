//! From what is typed to what is meant.

use super::*;
use crate::theme::ThemeName;

fn resolved(
    arguments: &[&str],
    environment: &Environment,
    terminal: bool,
) -> anyhow::Result<Request> {
    let typed = ["reify-tui", "t.json"].iter().chain(arguments);
    Cli::try_parse_from(typed)
        .unwrap()
        .resolve(environment, terminal)
}

fn explored(arguments: &[&str], environment: &Environment) -> Explore {
    match resolved(arguments, environment, true).unwrap().task {
        Task::Explore(explore) => explore,
        Task::Print(report) => panic!("prints {report:?}"),
    }
}

#[test]
fn without_a_terminal_the_steps_are_printed() {
    let environment = Environment::default();
    let task = |arguments, terminal| resolved(arguments, &environment, terminal).unwrap().task;
    assert_eq!(task(&[], false), Task::Print(Report::Steps));
    assert_eq!(task(&["--print", "dot"], false), Task::Print(Report::Dot));
    assert_eq!(task(&["--print", "tree"], true), Task::Print(Report::Tree));
    assert!(matches!(task(&[], true), Task::Explore(_)));
}

#[test]
fn findings_are_printed_where_they_are_denied_and_as_json_where_that_is_asked_for() {
    let environment = Environment::default();
    let task = |arguments| resolved(arguments, &environment, true).map(|request| request.task);
    let findings = Task::Print(Report::Findings);
    assert_eq!(task(&["--deny", "alarm"]).unwrap(), findings);
    let tree = task(&["--deny", "any", "--print", "tree"]);
    assert_eq!(tree.unwrap(), Task::Print(Report::Tree));
    for arguments in [&["--json"][..], &["--print", "findings", "--json"]] {
        let json = Task::Print(Report::FindingsJson);
        assert_eq!(task(arguments).unwrap(), json);
    }
    let advice = task(&["--print", "steps", "--json"]).unwrap_err();
    assert!(advice.to_string().contains("--print graph"), "{advice}");
}

#[test]
fn thresholds_and_denials_can_be_given_several_at_a_time() {
    let arguments = [
        "--deny",
        "alarm,waiting=certain",
        "--deny",
        "any",
        "--threshold",
        "slow_wake=1ms,busy_rounds=7",
    ];
    let request = resolved(&arguments, &Environment::default(), true).unwrap();
    assert_eq!(request.deny.len(), 3);
    assert_eq!(request.thresholds.busy_rounds, 7);
    assert_eq!(request.thresholds.slow_wake.as_millis(), 1);
}

#[test]
fn a_dumb_terminal_is_refused_with_advice_but_prints() {
    let environment = Environment::from([("TERM", "dumb")]);
    let advice = resolved(&[], &environment, true).unwrap_err().to_string();
    assert!(advice.contains("--print"), "{advice}");
    assert!(resolved(&["--print", "steps"], &environment, true).is_ok());
}

#[test]
fn the_command_line_decides_over_no_color() {
    let (wanted, unwanted) = (
        Environment::default(),
        Environment::from([("NO_COLOR", "1")]),
    );
    assert!(explored(&[], &wanted).color);
    assert!(!explored(&[], &unwanted).color);
    assert!(explored(&["--color", "always"], &unwanted).color);
    assert!(!explored(&["--color", "never"], &wanted).color);
}

#[test]
fn all_that_is_of_steps_is_filtered() {
    let environment = Environment::default();
    let filtered = |report| {
        let arguments = ["--print", report, "--filter", "polls:>1"];
        resolved(&arguments, &environment, false)
    };
    for report in [
        "steps", "events", "tree", "findings", "graph", "dot", "json",
    ] {
        assert_eq!(filtered(report).unwrap().filter.text(), "polls:>1");
    }
    let refused = filtered("notices").unwrap_err().to_string();
    assert!(refused.contains("about the file"), "{refused}");
}

#[test]
fn a_theme_that_is_named_decides_over_no_color_but_not_over_color_never() {
    let unwanted = Environment::from([("NO_COLOR", "1")]);
    let explore = explored(&["--theme", "high-contrast"], &unwanted);
    assert_eq!(
        (explore.color, explore.theme),
        (true, Some(ThemeName::HighContrast))
    );
    assert!(!explored(&["--theme", "ansi", "--color", "never"], &unwanted).color);
}

#[test]
fn events_are_counted_from_one() {
    assert_eq!(
        explored(&["--at", "1"], &Environment::default()).start,
        Some(0)
    );
    assert!(Cli::try_parse_from(["reify-tui", "t.json", "--at", "0"]).is_err());
}

#[test]
fn ascii_is_used_where_the_locale_has_nothing_else() {
    let ascii = |arguments, environment| resolved(arguments, &environment, false).unwrap().ascii;
    assert!(ascii(&["--ascii"], Environment::default()));
    assert!(ascii(&[], Environment::from([("LC_ALL", "C")])));
    assert!(!ascii(&[], Environment::default()));
}

#[test]
fn the_definition_of_the_command_line_is_sound() {
    <Cli as clap::CommandFactory>::command().debug_assert();
}
