//! English.

use super::{Point, Source, Text};

mod account;
mod openid;

pub(super) const TEXT: Text = Text {
    tag: "en",
    skip: "Skip to the content",
    nav: "Pages",
    nav_for_whom: "For whom",
    nav_data: "Your words",
    nav_sources: "Where it comes from",
    other_language: "Dansk",
    demo_banner: "Demo: every person is invented",
    foot: "Overgang is free software.",
    title: "No young person is let go in a transition",
    lead: "Overgang is the working tool of a municipality's youth guarantee. Mentors, counsellors, \
           ambassadors and hosts write where they stand, with or without a network. Young people see \
           their own plan.",
    open_app: "Open Overgang",
    try_demo: "Try the demo",
    path_title: "Three steps: school, basic course, apprenticeship. Across the gap between two steps \
                 the young person walks together with a mentor.",
    path_steps: ["School", "Basic course", "Apprenticeship"],
    for_whom: "For those who see a young person onwards",
    whom: [
        Point {
            icon: "edit",
            head: "Mentor, counsellor and coordinator",
            body: "A note in the school's corridor. Agreements that are not forgotten when the young \
                   person moves on.",
        },
        Point {
            icon: "construction",
            head: "Host of a taster placement",
            body: "Who comes today, and did they? Two buttons, and the mentor knows.",
        },
        Point {
            icon: "flag",
            head: "Ambassador",
            body: "Which partner waits for a visit, what did they ask, and what did we promise?",
        },
        Point {
            icon: "person",
            head: "The young person",
            body: "What happens now, and whom can I call?",
        },
    ],
    data: "Tells the truth about where your words are",
    states: [
        Point {
            icon: "smartphone",
            head: "Saved on the phone",
            body: "Safe on the phone, even if it switches off. Nothing is lost if the network is.",
        },
        Point { icon: "send", head: "Sent", body: "On its way to the municipality's server." },
        Point { icon: "check", head: "Received", body: "The server has said yes. Only then." },
    ],
    sources: "Where it comes from",
    sources_lead: "Overgang is built on what five Danish programmes have written down about seeing young \
                   people onwards. They had no part in making it and do not vouch for it.",
    source_list: [
        Source {
            name: "Uddannelsesgaranti Thy",
            place: "Thisted, 2014",
            gave: "The network, the ambassadors' visits, one coordinator all the way, the wheel of the \
                   year.",
        },
        Source {
            name: "Fastholdelsespakken",
            place: "Køge, Greve, Stevns and Solrød, 2013",
            gave: "The transition mentor, the points of attention, the taster course of four weeks.",
        },
        Source {
            name: "Tværgående indsats for ledige unge",
            place: "Viborg, 2016",
            gave: "Transition meetings in good time, and the wish for one common overview.",
        },
        Source {
            name: "Ungdomsuddannelse til alle",
            place: "Local Government Denmark and the Ministry of Education, 2007",
            gave: "The municipality's whole responsibility, and a plan of action across sectors.",
        },
        Source {
            name: "Ungegarantien",
            place: "Hjørring, 2022",
            gave: "The guarantee partners: help every young person who asks, or show them onwards.",
        },
    ],
    demo_title: "Try as one of the invented persons",
    demo_lead: "None of them exists. The organisations are real and have nothing to do with the demo.",
    demo_try: "Try as",
    ung: "Young person",
    missing_title: "There is nothing here",
    missing_body: "The page does not exist, or it has moved. What you wrote in the app is still there.",
    to_front: "To the front page",
    account: account::ACCOUNT,
    openid: openid::OPENID,
};
