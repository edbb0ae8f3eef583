# ruff: noqa: E501, ISC004  (markup and prose of pages: broken lines would hide how the pages are built)
"""Thirty pages in the manners of ten kinds of news sites, with their article's text and date as gold.

All prose and markup is ours; what is copied from real sites is only how they are built: where the article stands, and
what stands around it (paywall notes, captions, related links, live posts, cookie notices, comments).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from html import escape


@dataclass(frozen=True, slots=True)
class Story:
    title: str
    author: str
    day: date
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    html: str
    text: str
    day: date


STORIES = (
    Story(
        "Shells hit harbour as talks resume",
        "Mira Halvorsen",
        date(2025, 3, 20),
        (
            "Artillery shells struck the commercial harbour of Odesa before dawn on Thursday, setting two warehouses on "
            "fire and damaging a grain terminal, regional officials said.",
            "At least four dockworkers were wounded, two of them seriously, according to the head of the emergency "
            "service, who added that rescuers were still searching the ruins of a canteen.",
            "“We heard three blasts within a minute, and then the lights went out,” said Olena Marchuk, a crane operator "
            "who was on the night shift. “Everyone ran to the cellar.”",
            "The attack came hours before delegations from both sides were due to meet in Jeddah for a second round of "
            "talks on the safety of shipping in the Black Sea.",
            "A spokesman for the navy denied that his forces had aimed at civilian ships, and said a depot of sea drones "
            "had been destroyed. His claim could not be confirmed.",
            "Insurers raised their rates for the route for the third time this month, and two shipping lines said that "
            "they would call at Constanta until further notice.",
            "The mayor asked residents to stay away from the waterfront, where firefighters were expected to work "
            "through the weekend, and promised shelter to families whose windows had been broken.",
        ),
        ("Four workers wounded", "Two warehouses burnt down", "Talks go ahead in Jeddah"),
    ),
    Story(
        "Thousands march in capital over fuel prices",
        "Tomas Okello",
        date(2024, 11, 8),
        (
            "Tens of thousands of people marched through Nairobi on Friday to protest against the doubling of fuel "
            "prices, in the largest demonstration that the city has seen this year.",
            "Police fired tear gas when a group of young men tried to push through the barriers around parliament, and "
            "at least thirty people were arrested, a lawyers’ association said.",
            "Most of the march was peaceful. Families walked with pots and whistles, and taxi drivers blocked two roads "
            "for an hour with their cars before they joined the crowd.",
            "The finance minister said on the radio that the state could no longer pay for cheap petrol, and that the "
            "money would go to schools and clinics instead.",
            "Unions rejected the offer of a one-off payment and called for a general strike from Monday if the decision "
            "is not taken back. Hospitals and the fire brigade would be spared.",
            "In Mombasa, shops stayed closed and the ferry did not run, while smaller protests were reported from "
            "Kisumu and Eldoret, where students burnt tyres on the road to the airport.",
        ),
        ("Police fire tear gas near parliament", "Unions call a strike from Monday"),
    ),
    Story(
        "Ceasefire monitors turned back at checkpoint",
        "Leila Haddad",
        date(2025, 1, 14),
        (
            "Armed men turned back a convoy of ceasefire monitors at a checkpoint south of Aleppo on Tuesday, the "
            "mission said, in the second such incident within a week.",
            "The monitors had been asked to look into reports that mortar rounds had landed in two villages, killing a "
            "farmer and his son. They returned to their base without being harmed.",
            "Both the army and the local militia blamed each other for the shelling, which broke a truce that had "
            "largely held since the middle of December.",
            "Diplomats in Geneva said that they would press for an inquiry, and warned that aid for forty thousand "
            "displaced people could not be brought in while the road was closed.",
            "A commander of the militia told reporters that the monitors had not announced their visit. The mission "
            "replied that both parties had been told the day before, in writing.",
            "The exchange of prisoners that had been agreed on Sunday was put off, and families who had gathered at the "
            "crossing were sent home on buses at nightfall.",
            "Aid agencies said that flour in the camps would last for nine days.",
        ),
        ("Second incident in a week", "Exchange of prisoners put off"),
    ),
)

Builder = Callable[[Story], tuple[str, str]]
"""Gives the markup of a page and the text of its article."""


def pages() -> Iterator[Page]:
    """Every story in every manner."""
    for build in MANNERS:
        for number, story in enumerate(STORIES, start=1):
            markup, text = build(story)
            yield Page(f"{build.__name__}-{number}", markup, text, story.day)


def _p(texts: tuple[str, ...] | list[str], kind: str = "") -> str:
    return "\n".join(f"<p{kind}>{escape(text, quote=False)}</p>" for text in texts)


def _links(*titles: str) -> str:
    return "".join(f'<li><a href="/news/{number}">{title}</a></li>' for number, title in enumerate(titles, start=100))


_MENU = '<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>'
_MORE = _links(
    "What we know about the new budget", "Football: cup final moved to June", "Ten recipes for cold evenings"
)
_FOOT = "<footer><p>© 2025 The publisher. All rights reserved.</p><a href='/terms'>Terms</a> <a href='/privacy'>Privacy</a></footer>"


def broadsheet(story: Story) -> tuple[str, str]:
    data = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title,
        "datePublished": f"{story.day}T06:30:00+00:00", "dateModified": "2025-06-01T10:00:00+00:00",
    }  # fmt: skip
    figure = (
        '<figure><img src="/a.jpg" alt="Smoke over the town"><figcaption>Smoke over the town on the day of the events. '
        "Photograph: J. Doe/Agency</figcaption></figure>"
    )
    body = _p(story.paragraphs[:2]) + figure + _p(story.paragraphs[2:])
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{story.title} | World news | The Gazette</title>'
        f'<meta property="og:site_name" content="The Gazette"><script type="application/ld+json">{json.dumps(data)}</script>'
        f'</head><body><header><a href="/">The Gazette</a>{_MENU}</header><main><article><h1>{story.title}</h1>'
        f'<address>By <a rel="author" href="/by/x">{story.author}</a></address><div class="article-body">{body}</div></article>'
        f'<aside class="newsletter"><h2>Sign up to First Edition</h2><p>Our morning email tells you what matters.</p></aside>'
        f'<aside class="related"><h2>Related stories</h2><ul>{_MORE}</ul></aside></main>'
        f'<section id="comments" class="comments"><h2>Comments (2)</h2><div class="comment"><p>I do not believe a word of '
        f"this.</p></div></section>{_FOOT}</body></html>"
    ), "\n".join(story.paragraphs)


def wire(story: Story) -> tuple[str, str]:
    first = f"{story.day:%B} {story.day.day} (Example Wire) - {story.paragraphs[0]}"
    text = (first, *story.paragraphs[1:])
    return (
        f'<html lang="en-GB"><head><title>{story.title}</title><meta name="article:published_time" content="{story.day}T05:12:44Z">'
        f'</head><body>{_MENU}<div role="main"><div class="ArticleHeader"><h1>{story.title}</h1>'
        f'<time datetime="{story.day}T05:12:44Z">{story.day:%B} {story.day.day}, {story.day.year} 5:12 AM UTC</time></div>'
        f'<div class="ArticleBody">{_p(text, " data-testid=paragraph")}</div>'
        '<p class="trust">Our Standards: The principles that we work by.</p><div class="share">Share on X, Facebook, Mail</div>'
        f'</div><div class="read-next"><h3>Read next</h3><ul>{_MORE}</ul></div>{_FOOT}</body></html>'
    ), "\n".join(text)


def broadcaster(story: Story) -> tuple[str, str]:
    blocks = "".join(f'<div data-component="text-block"><p>{escape(text)}</p></div>' for text in story.paragraphs[1:])
    return (
        f'<html lang="en-gb"><head><title>{story.title} - Channel Nine News</title><meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{story.day}T09:00:00.000Z"></head><body>'
        '<div class="cookie-banner"><h2>Let us know you agree to cookies</h2><p>We use cookies to give you the best '
        f'experience.</p><button>Yes, I agree</button></div>{_MENU}<main><article><div data-component="headline-block">'
        f"<h1>{story.title}</h1></div><div data-component='text-block'><p><b>{escape(story.paragraphs[0])}</b></p></div>"
        f'{blocks}<section data-component="topic-list"><h2>Related Topics</h2><ul><li><a href="/t/1">Diplomacy</a></li>'
        f'<li><a href="/t/2">War</a></li></ul></section></article></main><div class="more"><h2>More on this story</h2><ul>{_MORE}'
        f"</ul></div>{_FOOT}</body></html>"
    ), "\n".join(story.paragraphs)


def paywalled(story: Story) -> tuple[str, str]:
    shown = story.paragraphs[:4]
    return (
        f'<html lang="en"><head><title>{story.title}</title><meta itemprop="datePublished" content="{story.day}"></head><body>'
        f'{_MENU}<article class="story"><h1 class="headline">{story.title}</h1><p class="byline">By {story.author}</p>'
        f'<div class="story-text">{_p(shown)}</div><div class="paywall overlay" role="dialog"><h3>Subscribe to continue reading'
        "</h3><p>Get unlimited access from 1 a week. Cancel at any time.</p><a href='/subscribe'>Subscribe now</a> "
        f"<a href='/login'>Already a subscriber? Log in</a></div></article><ul class='most-read'>{_MORE}</ul>{_FOOT}</body></html>"
    ), "\n".join(shown)


def live_blog(story: Story) -> tuple[str, str]:
    posts = "".join(
        f'<div class="live-post" id="post-{at}"><time datetime="{story.day}T{18 - at:02}:05:00Z">{18 - at:02}:05</time>'
        f"<h2>Update from our correspondent</h2>{_p([text])}</div>"
        for at, text in enumerate(story.paragraphs)
    )
    text = [line for paragraph in story.paragraphs for line in ("Update from our correspondent", paragraph)]
    return (
        f'<html lang="en"><head><title>Live: {story.title}</title><meta property="article:published_time" '
        f'content="{story.day}T06:00:00Z"><meta property="article:modified_time" content="2025-08-01T06:00:00Z"></head><body>'
        f'{_MENU}<main><h1>Live: {story.title}</h1><div class="live-blog article-content">{posts}</div></main>'
        f"<aside><ul>{_MORE}</ul></aside>{_FOOT}</body></html>"
    ), "\n".join(text)


def old_layout(story: Story) -> tuple[str, str]:
    body = "<br><br>\n".join(escape(text, quote=False) for text in story.paragraphs)
    return (
        f'<html><head><title>The Valley Courier: {story.title}</title></head><body bgcolor="#ffffff"><table width="100%"><tr>'
        '<td width="20%" valign="top"><a href="/">Front page</a><br><a href="/obits">Obituaries</a><br><a href="/ads">Classifieds'
        f'</a></td><td width="60%"><font size="5"><b>{story.title}</b></font><br><font size="1">Posted on {story.day:%A, %B} '
        f"{story.day.day}, {story.day.year}</font><br><br><font face='Times'>{body}</font></td><td width='20%'>"
        "<a href='/weather'>Weather</a><br>Advertisement</td></tr></table></body></html>"
    ), "\n".join(story.paragraphs)


def weblog(story: Story) -> tuple[str, str]:
    return (
        f'<html lang="en-US"><head><title>{story.title} &#8211; Frontline Notes</title><meta property="article:published_time" '
        f'content="{story.day}T12:00:00+03:00"></head><body class="single-post">{_MENU}<div id="content"><article '
        f'class="post type-post"><header class="entry-header"><h1 class="entry-title">{story.title}</h1><span class="posted-on">'
        f'<time class="entry-date published" datetime="{story.day}T12:00:00+03:00">{story.day}</time></span></header>'
        f'<div class="entry-content">{_p(story.paragraphs)}<div class="sharedaddy"><h3>Share this:</h3><ul><li>Twitter</li>'
        '<li>Facebook</li></ul></div></div><footer class="entry-footer">Tags: <a href="/tag/war">war</a></footer></article>'
        f'<div class="jp-relatedposts"><h3>Related</h3><ul>{_MORE}</ul></div><div id="comments" class="comments-area"><h2>One '
        "thought</h2><ol class='comment-list'><li class='comment'><p>Thank you for writing about this again.</p></li></ol></div>"
        f"</div>{_FOOT}</body></html>"
    ), "\n".join(story.paragraphs)


def press_release(story: Story) -> tuple[str, str]:
    points = "".join(f"<li>{point}</li>" for point in story.points)
    text = (*story.paragraphs[:3], "Key points", *story.points, *story.paragraphs[3:])
    return (
        f'<html lang="en"><head><title>{story.title} | Relief Office</title></head><body>{_MENU}<main><div class="node"><h1>'
        f'{story.title}</h1><span class="date-display-single" property="dc:date" content="{story.day}T00:00:00+00:00">'
        f'{story.day.day} {story.day:%B %Y}</span><div class="field-name-body"><div class="field-item">{_p(story.paragraphs[:3])}'
        f"<h3>Key points</h3><ul>{points}</ul>{_p(story.paragraphs[3:])}</div></div></div></main>"
        f'<div class="block-contact"><h2>Contact</h2><p>press@example.org</p></div>{_FOOT}</body></html>'
    ), "\n".join(text)


def light_page(story: Story) -> tuple[str, str]:
    data = {"@type": "ReportageNewsArticle", "datePublished": f"{story.day}T23:50:00-05:00", "headline": story.title}
    return (
        f'<!doctype html><html amp lang="en"><head><meta charset="utf-8"><title>{story.title}</title><script '
        f'type="application/ld+json">{json.dumps([data])}</script></head><body><amp-sidebar><ul>{_MORE}</ul></amp-sidebar>'
        f'<article class="amp-article"><h1>{story.title}</h1><amp-img src="a.jpg" alt="x"></amp-img><div class="caption">A street '
        f'in the old town.</div><div class="content">{_p(story.paragraphs[:3])}<amp-ad type="x"><div>Advertisement</div></amp-ad>'
        f"{_p(story.paragraphs[3:])}</div></article>{_FOOT}</body></html>"
    ), "\n".join(story.paragraphs)


def magazine(story: Story) -> tuple[str, str]:
    middle = (
        '<p class="inline-link"><strong>READ MORE:</strong> <a href="/n/1">What we know about the new budget</a></p>'
        '<div class="embed social"><blockquote class="twitter-tweet"><a href="https://t.example/1">See this post</a></blockquote></div>'
    )
    return (
        f'<html lang="en"><head><title>{story.title} :: Meridian</title><meta name="date" content="{story.day}"></head><body>'
        f'{_MENU}<div class="page"><div class="hero"><h1>{story.title}</h1><div class="meta">{story.author} · '
        f'{story.day.day} {story.day:%B %Y} · 4 min read</div></div><div class="post-content"><div class="rich-text">'
        f'{_p(story.paragraphs[:3])}{middle}{_p(story.paragraphs[3:])}</div></div><div class="author-bio"><p>{story.author} '
        f'writes about foreign affairs.</p></div><div class="newsletter-signup"><p>Never miss a story. Enter your email.</p></div>'
        f'<div class="recommended"><h3>You may also like</h3><ul>{_MORE}</ul></div></div>{_FOOT}</body></html>'
    ), "\n".join(story.paragraphs)


MANNERS: tuple[Builder, ...] = (
    broadsheet, wire, broadcaster, paywalled, live_blog, old_layout, weblog, press_release, light_page, magazine,
)  # fmt: skip
