//! What the log answers, on any connection.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use taizhang_model::{CaseId, DeviceId, OfficeId};
use taizhang_wire::{
    AcceptedTip, ActorId, ChangeHash, Cursor, DeviceTips, DocId, Epoch, FeedEntry, FeedPage, Incarnation, Position,
    limits,
};

use super::{Cursors, Document, StoredScope, position_from_sql, position_to_sql};
use crate::{
    Error,
    log::{self, RECEIPTS_MAX, Receipt, cursors::Place},
};

/// An office, and where something stands in its feed.
type Standing = (OfficeId, Position);

/// What a snapshot covers: each actor's key, and how many of its changes.
pub(super) type Covered = BTreeMap<i64, u64>;

pub(super) fn covered(tips: &[u8]) -> Covered {
    postcard::from_bytes(tips).expect("written by this program")
}

pub(super) fn epoch(db: &Connection) -> Result<Epoch, Error> {
    let mut find = db.prepare_cached("SELECT value FROM meta WHERE name = 'epoch'")?;
    Ok(Epoch(find.query_row([], |row| row.get(0))?))
}

pub(super) fn items(db: &Connection) -> Result<u64, Error> {
    let newest: Option<i64> = db.prepare_cached("SELECT max(key) FROM item")?.query_row([], |row| row.get(0))?;
    Ok(newest.map_or(0, position_from_sql))
}

pub(super) fn head(db: &Connection, office: OfficeId) -> Result<Position, Error> {
    let mut find =
        db.prepare_cached("SELECT max(position) FROM feed WHERE office = (SELECT key FROM office WHERE id = ?)")?;
    let head: Option<i64> = find.query_row(params![office.as_bytes()], |row| row.get(0))?;
    Ok(head.map_or(0, position_from_sql))
}

pub(super) fn page(
    db: &Connection,
    office: OfficeId,
    cursor: Option<Cursor>,
    items_max: usize,
    bytes_max: usize,
) -> Result<FeedPage, Error> {
    let epoch = epoch(db)?;
    let after = cursor.filter(|cursor| cursor.epoch == epoch).map_or(0, |cursor| cursor.after);
    let mut find = db.prepare_cached(
        "SELECT f.position, i.bytes FROM feed f CROSS JOIN item i ON i.key = f.item
         WHERE f.office = (SELECT key FROM office WHERE id = ?) AND f.position > ? ORDER BY f.position LIMIT ?",
    )?;
    let mut read = |after| {
        let limit = position_to_sql(items_max as u64).saturating_add(1);
        let rows = find.query(params![office.as_bytes(), position_to_sql(after), limit])?;
        fill(rows, epoch, after, items_max, bytes_max)
    };
    let page = read(after)?;
    if page.entries.is_empty() && after > 0 && head(db, office)? < after { read(0) } else { Ok(page) }
}

/// Takes rows of (position, bytes) while they fit; the first always does.
fn fill(
    mut rows: rusqlite::Rows<'_>,
    epoch: Epoch,
    after: Position,
    items_max: usize,
    bytes_max: usize,
) -> Result<FeedPage, Error> {
    let mut page = FeedPage { epoch, entries: Vec::new(), next: after, more: false };
    let mut size = 0;
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        size += bytes.len();
        if !page.entries.is_empty() && (page.entries.len() >= items_max || size > bytes_max) {
            page.more = true;
            break;
        }
        page.next = position_from_sql(row.get(0)?);
        page.entries.push(FeedEntry { position: page.next, item: bytes.to_vec() });
    }
    Ok(page)
}

/// Positions of one feed rise with the items of the directory in it: each stands in every feed once, from when it was taken
/// or from when the feed was opened. So nothing is sorted, and the feed's other entries are not looked at.
pub(super) fn directory(
    db: &Connection,
    office: OfficeId,
    after: Position,
    items_max: usize,
    bytes_max: usize,
) -> Result<FeedPage, Error> {
    let mut find = db.prepare_cached(
        "SELECT f.position, i.bytes FROM directory d
         CROSS JOIN feed f ON f.item = d.item AND f.office = (SELECT key FROM office WHERE id = ?) AND f.position > ?
         CROSS JOIN item i ON i.key = d.item ORDER BY d.item LIMIT ?",
    )?;
    let limit = position_to_sql(items_max as u64).saturating_add(1);
    let rows = find.query(params![office.as_bytes(), position_to_sql(after), limit])?;
    fill(rows, epoch(db)?, after, items_max, bytes_max)
}

pub(super) fn document(db: &Connection, id: DocId) -> Result<Option<Document>, Error> {
    let mut find = db.prepare_cached("SELECT key, recovered, scope FROM doc WHERE id = ?")?;
    Ok(find.query_row(params![id.as_bytes()], read_document).optional()?)
}

fn read_document(row: &Row<'_>) -> rusqlite::Result<Document> {
    let scope: Vec<u8> = row.get(2)?;
    let scope: StoredScope = postcard::from_bytes(&scope).expect("written by this program");
    Ok(Document { key: row.get(0)?, recovered: row.get(1)?, scope: scope.into() })
}

/// The document, if it exists and is for this office. Where there is none the newest is looked at instead: what another
/// office has, and what is not there, are to take the same time.
fn document_for(db: &Connection, office: OfficeId, id: DocId) -> Result<Document, Error> {
    let mut find = db.prepare_cached(
        "SELECT key, recovered, scope, id = ?1 FROM doc
         WHERE key = coalesce((SELECT key FROM doc WHERE id = ?1), (SELECT max(key) FROM doc))",
    )?;
    let read = |row: &Row<'_>| Ok((read_document(row)?, row.get::<_, bool>(3)?));
    let (document, is_the_one) = find.query_row(params![id.as_bytes()], read).optional()?.ok_or(Error::NotFound)?;
    if document.scope.audience.contains(&office) && is_the_one { Ok(document) } else { Err(Error::NotFound) }
}

pub(super) fn doc_items(db: &Connection, office: OfficeId, id: DocId, after: Position) -> Result<FeedPage, Error> {
    let document = document_for(db, office, id)?;
    let mut find = db.prepare_cached(
        "SELECT i.key, i.bytes FROM item i LEFT JOIN snapshot s ON s.item = i.key
         WHERE i.doc = ? AND i.key > ? AND coalesce(s.recovered, 1) ORDER BY i.key LIMIT ?",
    )?;
    let limit = position_to_sql(limits::PAGE_ITEMS_MAX as u64 + 1);
    let rows = find.query(params![document.key, position_to_sql(after), limit])?;
    fill(rows, epoch(db)?, after, limits::PAGE_ITEMS_MAX, limits::PAGE_BYTES_TARGET)
}

pub(super) fn receipts(db: &Connection, cursors: &Cursors, office: OfficeId, id: DocId) -> Result<Vec<Receipt>, Error> {
    let document = document_for(db, office, id)?;
    let furthest = cursors.furthest();
    let mut find =
        db.prepare_cached("SELECT o.id, f.position FROM feed f JOIN office o ON o.key = f.office WHERE f.item = ?")?;
    let mut places_of = |item: i64| -> Result<Vec<Standing>, Error> {
        let places =
            find.query_map(params![item], |row| Ok((OfficeId(row.get(0)?), position_from_sql(row.get(1)?))))?;
        Ok(places.collect::<Result<_, _>>()?)
    };
    let mut snapshots = Vec::new();
    let mut find_snapshots = db.prepare_cached("SELECT item, tips FROM snapshot WHERE doc = ? AND current = 1")?;
    let mut rows = find_snapshots.query(params![document.key])?;
    while let Some(row) = rows.next()? {
        let tips: Vec<u8> = row.get(1)?;
        snapshots.push((covered(&tips), places_of(row.get(0)?)?));
    }
    let mut find_changes =
        db.prepare_cached("SELECT hash, actor, seq, item FROM change WHERE doc = ? ORDER BY item DESC LIMIT ?")?;
    let mut rows = find_changes.query(params![document.key, position_to_sql(RECEIPTS_MAX as u64)])?;
    let mut receipts = Vec::new();
    while let Some(row) = rows.next()? {
        let (actor, seq): (i64, i64) = (row.get(1)?, row.get(2)?);
        let item: Option<i64> = row.get(3)?;
        let mut places = item.map(&mut places_of).transpose()?.unwrap_or_default();
        for (covered, standing) in &snapshots {
            if covered.get(&actor).is_some_and(|up_to| position_from_sql(seq) <= *up_to) {
                places.extend_from_slice(standing);
            }
        }
        // In a recovered document it may stand alone and in a snapshot: who has read the first of the two has it.
        places.sort_unstable();
        places.dedup_by_key(|(office, _)| *office);
        let has_read = |(office, position): &&Standing| furthest.get(office).is_some_and(|read| read >= position);
        let offices = places.iter().filter(has_read).map(|(office, _)| *office).collect();
        let places = places.into_iter().map(|(office, position)| log::Place { office, position }).collect();
        receipts.push(Receipt { change: ChangeHash(row.get(0)?), offices, places });
    }
    Ok(receipts)
}

pub(super) fn each_directory_item(db: &Connection, mut see: impl FnMut(&[u8])) -> Result<(), Error> {
    let mut find = db.prepare("SELECT i.bytes FROM directory d JOIN item i ON i.key = d.item ORDER BY d.item")?;
    let mut rows = find.query([])?;
    while let Some(row) = rows.next()? {
        see(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
    }
    Ok(())
}

pub(super) fn places(db: &Connection) -> Result<Vec<Place>, Error> {
    let mut find = db.prepare("SELECT device, office, position FROM cursor")?;
    let rows =
        find.query_map([], |row| Ok((DeviceId(row.get(0)?), OfficeId(row.get(1)?), position_from_sql(row.get(2)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// When each device last came.
pub(super) fn seen(db: &Connection) -> Result<Vec<(DeviceId, i64)>, Error> {
    let mut find = db.prepare("SELECT device, at_ms FROM device_seen")?;
    let rows = find.query_map([], |row| Ok((DeviceId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A device's last change in each document behind `after`: as many as `tips_max`, and then to the end of the document.
pub(super) fn device_tips(
    db: &Connection,
    device: DeviceId,
    after: Option<DocId>,
    tips_max: usize,
) -> Result<DeviceTips, Error> {
    let [first, last] = [[u8::MIN; 8], [u8::MAX; 8]].map(|end| ActorId::new(device, Incarnation(end)));
    let after = after.map_or_else(Vec::new, |doc| doc.as_bytes().to_vec());
    let mut find = db.prepare_cached(
        "SELECT d.id, a.id, max(c.seq) FROM actor a CROSS JOIN change c ON c.actor = a.key CROSS JOIN doc d ON d.key = c.doc
         WHERE a.id BETWEEN ? AND ? AND d.id > ? GROUP BY a.key, c.doc ORDER BY d.id, a.id",
    )?;
    let mut rows = find.query(params![first.as_bytes(), last.as_bytes(), after])?;
    let mut page = DeviceTips::default();
    while let Some(row) = rows.next()? {
        let doc = CaseId(row.get(0)?);
        if page.tips.len() >= tips_max && page.tips.last().is_some_and(|tip: &AcceptedTip| tip.doc != doc) {
            page.more = true;
            break;
        }
        let incarnation = ActorId(row.get(1)?).incarnation();
        page.tips.push(AcceptedTip { doc, incarnation, seq: position_from_sql(row.get(2)?) });
    }
    Ok(page)
}

/// Every office: its id, its key, and the end of its feed.
pub(super) fn feeds(db: &Connection) -> Result<impl Iterator<Item = (OfficeId, i64, Position)> + use<>, Error> {
    let mut find = db.prepare("SELECT id, key, (SELECT max(position) FROM feed WHERE office = key) FROM office")?;
    let rows = find.query_map([], |row| {
        Ok((OfficeId(row.get(0)?), row.get(1)?, row.get::<_, Option<i64>>(2)?.map_or(0, position_from_sql)))
    })?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter())
}
