use std::collections::BTreeMap;
use std::sync::Arc;

use documents::runbook::{Page, Place, is_generated, page_path, place, template_path};

use super::MonitorFacts;

/// A page that somebody wrote.
#[derive(Debug)]
pub(crate) struct PageFacts<'a> {
    pub(crate) place: Place<'a>,
    pub(crate) page: Page<'a>,
}

/// The pages that people write, without the folder's own. A page in no known place is refused before: `docs` tells it.
pub(super) fn read(texts: &BTreeMap<String, Arc<str>>) -> Vec<PageFacts<'_>> {
    let mut pages = Vec::new();
    for (path, text) in texts {
        match place(path) {
            Ok(place) if place != Place::About && !is_generated(text) => pages.push(PageFacts {
                place,
                page: Page::read(path, text),
            }),
            _ => {}
        }
    }
    pages
}

/// The page at `path` among pages that are sorted by theirs.
pub(super) fn find<'p, 'a>(pages: &'p [PageFacts<'a>], path: &str) -> Option<&'p PageFacts<'a>> {
    let at = pages.binary_search_by(|page| page.page.path.cmp(path)).ok()?;
    pages.get(at)
}

/// The pages that follow from templates, by path: the template.
pub(super) fn made(monitors: &[MonitorFacts<'_>], pages: &[PageFacts<'_>]) -> BTreeMap<String, String> {
    let mut made = BTreeMap::new();
    for object in monitors
        .iter()
        .map(|monitor| monitor.object)
        .filter(|object| object.origin != render::OWN)
    {
        let template = template_path(&object.origin, &object.path.name);
        let page = page_path(&object.path.service, &object.path.name);
        if find(pages, &template).is_some() && find(pages, &page).is_none() {
            made.insert(page, template);
        }
    }
    made
}
