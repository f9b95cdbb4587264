//! What looks like a slip of the pen and is none must not be told of: an editor who sees wrong
//! messages stops reading them. The slips themselves are in `tests/fixtures/rules`.

use crate::driver::{BASE, TestSite};

/// The rules that are told of the base article with these words in place of its last ones.
fn told(words: &str) -> Vec<(&'static str, String)> {
    let text = BASE[3].1.replace("Words of the second section.", words);
    TestSite::of(&[("sleep/slip.md", &text)]).problems()
}

#[test]
fn words_in_brackets_that_are_a_link_or_meant_as_typed_are_left_alone() {
    for words in [
        "[Note what changed](good.md)",
        "[Note](https://health.example/note) what changed.",
        "> [Tip](https://health.example/tip) of the day.",
        "[good-2020](https://health.example/good) is a guideline.[^good-2020]",
        "[good-2020] is a guideline.\n\n[good-2020]: https://health.example/good",
        r"It says \[good-2020] there.",
        "It says `[good-2020]` there.",
        "See the note [in brackets] here.",
    ] {
        assert_eq!(told(words), [], "{words}");
    }
}

#[test]
fn signs_of_number_that_are_no_heading_are_left_alone() {
    for words in [
        "#1 of all reasons is noise.",
        "The reason\n#1 of all is noise.",
        "```\n##text as programmers need it\n```",
        "Words and ## signs, or C##.",
        "## A heading {#a-heading}\n\nWords.",
    ] {
        assert_eq!(told(words), [], "{words}");
    }
}

#[test]
fn one_slip_in_a_heading_is_told_once() {
    for words in [
        "##Walking {#walking}\n\nHow sure: weak. One survey.",
        "Words.\n##Walking {#walking}\n\nHow sure: weak. One survey.",
    ] {
        let told = told(words);
        assert_eq!(told.len(), 1, "{words}: {told:?}");
        assert_eq!(told[0].0, "heading/space");
        assert!(
            told[0].1.contains("write    ## Walking {#walking}"),
            "{told:?}"
        );
    }
}
