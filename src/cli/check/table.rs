//! `check --table`: a self-check's questions and rules in plain words, for a clinician to sign.

use super::super::wrapped::{WIDTH, wrapped};
use crate::content::Questionnaire;
use crate::self_check::words::{
    self, Words, example_answers, grouped, how_soon, measure, own_rule, sets,
};
use crate::self_check::{Condition, Question, SelfCheck};
use std::fmt::Write as _;

/// The whole sheet of one self-check.
pub(super) fn sheet(one: &Questionnaire) -> String {
    let check = &*one.proved.check;
    let mut sheet = Sheet {
        one,
        check,
        out: String::new(),
    };
    sheet.head();
    sheet.questions();
    sheet.results();
    sheet.advice();
    sheet.findings();
    sheet.promises();
    sheet.examples();
    sheet.signature();
    sheet.out
}

struct Sheet<'a> {
    one: &'a Questionnaire,
    check: &'a SelfCheck,
    out: String,
}

impl Sheet<'_> {
    fn head(&mut self) {
        let (double, one) = ("=".repeat(WIDTH), self.one);
        let _ = writeln!(self.out, "{double}");
        self.line("", &one.title);
        self.line(
            "",
            "The rules of this self-check, for a clinician to read and sign",
        );
        let _ = writeln!(self.out, "{} ({})\n{double}", one.file, one.status);
        self.title("What it is for");
        self.line("  ", &self.check.intended_use);
        self.title("Sources");
        for (source, number) in one.sources.iter().zip(1..) {
            let url = source.url.as_deref().unwrap_or_default();
            let stop = source.stop();
            let text = format!(
                "{}{stop} {}, {}. {url}",
                source.title, source.publisher, source.year
            );
            self.line(&format!("  {number}. "), &text);
        }
    }

    fn questions(&mut self) {
        self.title("Questions");
        let check = self.check;
        for (place, step) in check.steps.iter().enumerate() {
            let number = place + 1;
            self.line(&format!("  Step {number}: "), &step.title);
            if let Some(rule) = &step.show_if {
                self.rule(4, "Shown when", rule);
            }
            self.out.push('\n');
            for (index, counted) in (step.first..step.first + step.count).zip(1..) {
                let question = &check.questions[index];
                self.line(&format!("    {number}.{counted} "), &question.ask);
                self.line("        ", &self.kind(question));
                if let Some(rule) = own_rule(check, index, place) {
                    self.rule(8, "Shown when", rule);
                }
                if let Some(hint) = &question.hint {
                    self.line("        ", &format!("Hint: {hint}"));
                }
                self.choices(question);
                self.out.push('\n');
            }
        }
        if !check.measures.is_empty() {
            self.line("  ", "What is worked out of the answers:");
            for one in &check.measures {
                let unit = match one.unit.as_str() {
                    "" => String::new(),
                    unit => format!(", in {unit}"),
                };
                let name = one.id.replace('-', " ");
                let worked_out = measure(check, &one.measure);
                self.line("  - ", &format!("{name} = {worked_out}{unit}"));
            }
        }
    }

    /// How a question is answered, and what a tick leads to at least.
    fn kind(&self, question: &Question) -> String {
        let mut text = match question.number() {
            Some(shape) => {
                let digits = match shape.decimals {
                    0 => "whole numbers".to_owned(),
                    1 => "at most 1 digit after the point".to_owned(),
                    digits => format!("at most {digits} digits after the point"),
                };
                format!(
                    "A number from {} to {} {}, {digits}",
                    shape.from, shape.to, shape.unit
                )
            }
            None if question.is_many() => "Any of these".to_owned(),
            None => "One of these".to_owned(),
        };
        if question.optional {
            text.push_str("; may be left out");
        }
        if let Some(flag) = question.red_flag {
            let heading = self.one.heading(&self.check.outcomes[flag].id);
            let _ = write!(text, "; RED FLAG: any tick leads at least to “{heading}”");
        }
        let _ = write!(text, " [{}]", question.id);
        text
    }

    fn choices(&mut self, question: &Question) {
        let built_in = [
            ("none", &question.none_label),
            ("unsure", &question.unsure_label),
        ];
        let built_in = built_in
            .into_iter()
            .filter_map(|(id, label)| Some((id, label.as_deref()?)));
        let choices = question.choices().iter();
        let rows: Vec<(&str, &str)> = choices
            .map(|choice| (choice.id.as_str(), choice.label.as_str()))
            .chain(built_in)
            .collect();
        let width = rows
            .iter()
            .map(|(id, _)| id.len())
            .max()
            .unwrap_or(0)
            .min(24);
        for (id, label) in rows {
            self.line(&format!("          {id:<width$}  "), label);
        }
    }

    fn results(&mut self) {
        let proof = &self.one.proved.proof;
        self.title("Results, from the top: the first that fits");
        self.line(
            "  ",
            &format!(
                "Every complete set of answers was gone through, and each leads to exactly one \
                 result: there are {}.",
                sets(proof.total())
            ),
        );
        self.out.push('\n');
        let width = self
            .check
            .outcomes
            .iter()
            .map(|outcome| how_soon(outcome.care).len())
            .max()
            .unwrap_or(0);
        for (place, outcome) in self.check.outcomes.iter().enumerate() {
            let soon = how_soon(outcome.care);
            let heading = self.one.heading(&outcome.id);
            let lead = format!("  {:>2}. {soon:<width$}  ", place + 1);
            self.line(&lead, &format!("{heading} [{}]", outcome.id));
            let count = proof.count(place);
            let noun = if count == "1" {
                "set of answers"
            } else {
                "sets of answers"
            };
            self.line("      ", &format!("{} {noun}", grouped(count)));
            match &outcome.when {
                Some(rule) => self.rule(6, "When", rule),
                None => self.line("      ", "When no other result fits."),
            }
            self.out.push('\n');
        }
    }

    fn advice(&mut self) {
        if self.check.advice.is_empty() {
            return;
        }
        self.title("What is added to a result");
        for advice in &self.check.advice {
            self.line(
                "  - ",
                &format!("{} [{}]", self.one.heading(&advice.id), advice.id),
            );
            let with: Vec<&str> = advice
                .with
                .iter()
                .map(|place| self.check.outcomes[*place].id.as_str())
                .collect();
            self.line("    ", &format!("Added to: {}.", with.join(", ")));
            self.rule(4, "When", &advice.when);
        }
    }

    fn findings(&mut self) {
        if self.check.findings.is_empty() {
            return;
        }
        self.title("What may fit, with results that can wait");
        let shown = self.check.findings_shown;
        self.line(
            "  ",
            &format!("At most the first {shown} of these that fit are shown."),
        );
        for finding in &self.check.findings {
            self.out.push('\n');
            let heading = self.one.heading_of_article(&finding.section);
            self.line("  - ", &format!("{heading} [{}]", finding.id));
            for (lead, rule) in [
                ("Likely when", &finding.likely),
                ("Possible when", &finding.possible),
            ] {
                if let Some(rule) = rule {
                    self.rule(4, lead, rule);
                }
            }
            self.line("    ", &format!("Because: {}", finding.because));
        }
    }

    /// What the scale draws, and which questions have choices from best to worst.
    fn promises(&mut self) {
        let check = self.check;
        if let Some(scale) = &check.scale {
            self.title(&format!("The scale: {}", scale.title));
            for band in &scale.bands {
                let heading = self.one.heading(&check.outcomes[band.outcome].id);
                let to = band
                    .to
                    .as_deref()
                    .map_or(String::new(), |to| format!(" up to {to}"));
                self.line("  - ", &format!("{}{to}: {heading}", band.label));
            }
        }
        if !check.worse_upwards.is_empty() {
            let asked: Vec<&str> = check
                .worse_upwards
                .iter()
                .map(|place| check.questions[*place].id.as_str())
                .collect();
            self.title("Worse answers never bring a calmer result");
            self.line(
                "  ",
                &format!(
                    "The choices of these questions stand from best to worst: {}.",
                    asked.join(", ")
                ),
            );
        }
    }

    fn examples(&mut self) {
        self.title("Examples, and what they must lead to");
        self.line(
            "  ",
            "What an example does not name is answered with “none”, “no” or the first choice.",
        );
        let check = self.check;
        for (example, number) in check.examples.iter().zip(1..) {
            let answers: Vec<String> = example_answers(check, example)
                .into_iter()
                .map(|(id, words)| format!("{id}: {words}"))
                .collect();
            let answers = if answers.is_empty() {
                "Nothing else".to_owned()
            } else {
                answers.join(" + ")
            };
            let outcome = self.one.heading(&check.outcomes[example.expect].id);
            let list = |word: &str, names: &Option<Vec<String>>| match names.as_deref() {
                None => String::new(),
                Some([]) => format!("; {word}: nothing"),
                Some(names) => format!("; {word}: {}", names.join(", ")),
            };
            self.out.push('\n');
            self.line(&format!("  {number:>2}. "), &answers);
            let text = format!(
                "-> {outcome}{}{}",
                list("added", &example.advice),
                list("may fit", &example.findings)
            );
            self.line("      ", &text);
        }
    }

    fn signature(&mut self) {
        self.title("Signature");
        self.line(
            "  ",
            "I have read the questions, the rules, the results and the examples on this sheet, and \
             the words that readers get with each result. I judge them to be right for the readers \
             they are meant for, except for what I have noted here:",
        );
        let rule = "_".repeat(WIDTH - 14);
        let _ = write!(self.out, "\n  {0}\n\n  {0}\n\n", "_".repeat(WIDTH - 2));
        for word in ["Name", "Role", "Date", "Signature"] {
            let _ = writeln!(self.out, "  {word:<9}   {rule}\n");
        }
    }

    fn title(&mut self, title: &str) {
        let title = title.to_uppercase();
        // One empty line before it, whatever stands above.
        self.out.truncate(self.out.trim_end_matches('\n').len() + 1);
        let _ = writeln!(
            self.out,
            "\n{title}\n{}",
            "-".repeat(title.chars().count().min(WIDTH))
        );
    }

    fn line(&mut self, lead: &str, text: &str) {
        self.out.push_str(&wrapped(lead, text));
    }

    fn rule(&mut self, indent: usize, lead: &str, rule: &Condition) {
        let words = words::of(self.check, rule);
        self.part(&" ".repeat(indent), Some(lead), &words);
    }

    /// A part of a rule: what follows its lead or its dash.
    fn part(&mut self, before: &str, lead: Option<&str>, words: &Words) {
        let lead = lead.map_or(String::new(), |lead| format!("{lead} "));
        match words {
            Words::Line(line) => self.line(before, &format!("{lead}{line}")),
            Words::Group(head, parts) => {
                self.line(before, &format!("{lead}{head} {}:", words::verb(head)));
                let before = format!("{}  - ", " ".repeat(before.chars().count()));
                for part in parts {
                    self.part(&before, None, part);
                }
            }
        }
    }
}
