//! The recordings in `sample-traces/` can be opened, show what their README promises, and name this machine nowhere.

mod place;
mod promises;
#[path = "../../examples/support/samples.rs"]
mod samples;

use std::fs;

use reify_lib::Trace;

fn load(name: &str) -> Trace {
    Trace::load(samples::file(name)).expect("a trace")
}

fn readme() -> String {
    fs::read_to_string(samples::folder().join("README.md")).expect("a README")
}

#[test]
fn every_sample_is_whole_and_names_its_sources_from_its_folder() {
    for name in samples::SAMPLES {
        let trace = load(name);
        assert_eq!(trace.header().program, name);
        assert_eq!(trace.header().root, "..");
        assert_eq!(trace.untraced(), []);
        let notices = trace.notices().len();
        // That it has no end is what there is to say of the one that was killed.
        assert_eq!(notices, usize::from(name == "hang"), "{name}");
    }
}

#[test]
fn no_sample_names_a_folder_of_the_machine_that_it_was_made_on() {
    for name in samples::SAMPLES {
        let text = fs::read_to_string(samples::file(name)).unwrap();
        let absolute = ["/home", "/root", "/work", "/tmp", "/Users", "/usr", ":\\\\"];
        for folder in absolute {
            assert!(!text.contains(folder), "{name} has {folder}");
        }
    }
}

#[test]
fn the_numbers_in_the_readme_are_those_of_the_files() {
    let readme = readme();
    let (_, rest) = readme.split_once(samples::BEGIN).unwrap();
    let (numbers, _) = rest.split_once(samples::END).unwrap();
    assert_eq!(numbers, samples::numbers().unwrap());
}

#[test]
fn the_samples_stay_small_enough_for_a_repository() {
    let bytes = samples::SAMPLES.map(|name| fs::metadata(samples::file(name)).unwrap().len());
    assert!(bytes.iter().sum::<u64>() < 15 << 20, "{bytes:?}");
}

#[test]
fn every_place_in_the_readme_is_an_await_of_a_sample() {
    let places: Vec<String> = samples::SAMPLES
        .into_iter()
        .flat_map(|name| load(name).sites().to_vec())
        .map(|site| format!("{}:{}", site.file.rsplit('/').next().unwrap(), site.line))
        .collect();
    let readme = readme();
    let named: Vec<&str> = readme
        .split('`')
        .filter(|code| code.contains(".rs:"))
        .collect();
    assert!(named.len() > 10, "{named:?}");
    for place in named {
        assert!(places.iter().any(|known| known == place), "{place}");
    }
}
