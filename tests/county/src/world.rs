//! The county's offices and desks, and the relay between them: set up by the product's own commands.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;
use jiff::{Timestamp, civil::date};
use taizhang_client::{Ledger, NewOffice, NewStaff, StaffChange};
use taizhang_model::{Config, OfficeId, OfficeKind, StaffId, StaffRole};
use taizhang_relay::log::Caller;

use crate::{
    desk::{Desk, morning},
    dice::Dice,
    post::Post,
    words,
};

/// A desk, by its place in [`World::desks`].
pub(crate) type DeskNo = usize;

/// A village.
#[derive(Clone, Debug)]
pub(crate) struct Village {
    pub(crate) office: OfficeId,
    pub(crate) name: String,
    pub(crate) clerk: DeskNo,
}

/// A township, its desks and its villages. Three different people sign its closings.
#[derive(Clone, Debug)]
pub(crate) struct Town {
    pub(crate) office: OfficeId,
    pub(crate) name: String,
    pub(crate) head: DeskNo,
    pub(crate) lead: DeskNo,
    pub(crate) clerk: DeskNo,
    /// Somebody whom the year takes out of office.
    pub(crate) leaver: DeskNo,
    pub(crate) villages: Vec<Village>,
}

/// The county.
pub(crate) struct World {
    pub(crate) desks: Vec<Desk>,
    /// One more device for each office, which hears nothing until the replay.
    pub(crate) replicas: Vec<Desk>,
    pub(crate) post: Post,
    pub(crate) towns: Vec<Town>,
    /// The county's head, who holds its authority key.
    pub(crate) county: DeskNo,
    pub(crate) petition: DeskNo,
    /// Somebody of the petition office who records audits and nothing else.
    pub(crate) auditor: DeskNo,
    pub(crate) department: Option<OfficeId>,
    /// The office above each, but for the highest.
    above: BTreeMap<OfficeId, OfficeId>,
    pub(crate) dice: Dice,
}

/// The fewest offices that can have everything that happens in a county.
pub const OFFICES_MIN: usize = 6;
/// The most that one relay's first batch of records lets in.
pub const OFFICES_MAX: usize = 60;

/// The campaign that cases can join.
pub(crate) const CAMPAIGN: &str = "backlog-2026";

const TOWNS: &[&str] =
    &["石桥镇", "柳河镇", "南岗镇", "平安镇", "东风镇", "红旗镇", "新民镇", "双龙镇", "太和镇", "黑山镇"];
/// Before the names of villages, so that no two of a county have the same.
const PARTS: &[&str] = &["", "东", "西", "南", "北", "上", "下", "新"];
const VILLAGES: &[&str] = &["三合村", "清水村", "石门村", "大营村", "小庄村", "马家村", "杨树村", "高台村"];

impl World {
    /// Founds a county of this many offices.
    pub(crate) fn found(seed: u64, offices: usize) -> anyhow::Result<Self> {
        let mut dice = Dice::new(seed);
        let now = morning(date(2025, 12, 29), 0);
        let mut desk = Desk::new("county", OfficeId::default(), StaffId::default(), dice.fork())?;
        let name = words::name(&mut dice);
        let (office, staff) = desk.ledger.found_county(now, "清河县", "QH", (&name, "县长"), "county")?;
        (desk.office, desk.staff) = (office, staff);
        let mut post = Post::new(desk.ledger.county().context("a founded county has its key")?)?;
        let first = desk.ledger.bootstrap()?;
        let first: Vec<_> = first.items.iter().map(|item| item.as_slice()).collect();
        post.bring(Caller::Bootstrap, now, &first)?;
        let mut founding =
            Founding { now, dice, post, desks: vec![desk], replicas: Vec::new(), above: BTreeMap::new() };
        founding.replica(office, staff)?;

        let petition_office = founding.office(OfficeKind::PetitionOffice, office, "清河县信访局", "XF")?;
        let petition = founding.desk(petition_office, "局长", "petition", true)?;
        let auditor = founding.desk(petition_office, "审核员", "auditor", false)?;
        founding.replica(petition_office, founding.desks[petition].staff)?;
        let (mut towns, mut department): (Vec<Town>, _) = (Vec::new(), None);
        for place in 2..offices {
            match place {
                2 | 5 => towns.push(founding.town(office, towns.len())?),
                6 => department = Some(founding.department(office)?),
                place if place % 5 == 0 => towns.push(founding.town(office, towns.len())?),
                // Villages go to the town that has fewest.
                _ => {
                    let town = towns.iter_mut().min_by_key(|town| town.villages.len()).context("a town comes first")?;
                    founding.village(town)?;
                }
            }
        }
        let Founding { dice, post, desks, replicas, above, .. } = founding;
        let mut world = Self { desks, replicas, post, towns, county: 0, petition, auditor, department, above, dice };
        let config = world.config_named("清河县配置")?;
        world.desks[0].ledger.configure(now, &config, "年度配置")?;
        world.desks[0].unsent = true;
        world.everybody_meets(now)?;
        Ok(world)
    }

    /// The built-in configuration under another name, with the county's campaign.
    pub(crate) fn config_named(&self, name: &str) -> anyhow::Result<String> {
        let mut config: serde_json::Value = serde_json::from_str(&Config::builtin().canonical_json())?;
        config["name"] = name.into();
        config["campaigns"] = serde_json::json!([{
            "id": CAMPAIGN,
            "name": "信访积案化解专项行动",
            "stages": [{ "name": "集中攻坚", "from": "2026-01-01", "to": "2026-12-31" }],
            "lead_rules": { "co_leads": true, "superior_assigned_needs_team_member": true, "major_needs_head": true },
        }]);
        Ok(config.to_string())
    }

    /// Every desk sends what it has and takes in what there is.
    pub(crate) fn everybody_meets(&mut self, now: Timestamp) -> anyhow::Result<()> {
        for desk in self.desks.iter_mut().filter(|desk| desk.unsent) {
            self.post.push(desk, now)?;
        }
        for desk in &mut self.desks {
            self.post.pull(desk, now)?;
        }
        Ok(())
    }

    /// An office and those above it, the highest last.
    fn line(&self, office: OfficeId) -> Vec<OfficeId> {
        std::iter::successors(Some(office), |office| self.above.get(office).copied()).collect()
    }

    /// Whether an office is another, or below it.
    pub(crate) fn is_within(&self, office: OfficeId, upper: OfficeId) -> bool {
        self.line(office).contains(&upper)
    }

    /// Of some offices the lowest that stands above all others of them, or is one of them itself.
    pub(crate) fn lowest_above(&self, offices: &BTreeSet<OfficeId>) -> OfficeId {
        let county = self.desks[self.county].office;
        let first = offices.first().map(|office| self.line(*office)).unwrap_or_default();
        first.into_iter().find(|upper| offices.iter().all(|office| self.is_within(*office, *upper))).unwrap_or(county)
    }

    /// A member of staff leaves: the directory says so from that moment on.
    pub(crate) fn takes_leave(&mut self, desk: DeskNo, at: Timestamp) -> anyhow::Result<()> {
        let (staff, county) = (self.desks[desk].staff, &mut self.desks[self.county]);
        county.ledger.revise_staff(at, staff, StaffChange { active: Some(false), ..StaffChange::default() })?;
        county.unsent = true;
        Ok(())
    }
}

/// A county while it is being set up.
struct Founding {
    now: Timestamp,
    dice: Dice,
    post: Post,
    desks: Vec<Desk>,
    replicas: Vec<Desk>,
    above: BTreeMap<OfficeId, OfficeId>,
}

impl Founding {
    fn county(&mut self) -> &mut Ledger {
        self.desks[0].unsent = true;
        &mut self.desks[0].ledger
    }

    fn office(&mut self, kind: OfficeKind, parent: OfficeId, name: &str, code: &str) -> anyhow::Result<OfficeId> {
        let office = NewOffice { kind, parent: Some(parent), name: name.to_owned(), code: code.to_owned() };
        let now = self.now;
        let office = self.county().add_office(now, office)?;
        self.above.insert(office, parent);
        Ok(office)
    }

    fn staff(&mut self, office: OfficeId, title: &str, is_head: bool, leads: bool) -> anyhow::Result<StaffId> {
        let name = words::name(&mut self.dice);
        let roles = if leads { BTreeSet::from([StaffRole::DeputyInCharge]) } else { BTreeSet::new() };
        let is_team_member = is_head || leads;
        let staff = NewStaff { office, name, title: title.to_owned(), is_head, is_team_member, roles };
        let now = self.now;
        Ok(self.county().add_staff(now, staff)?)
    }

    fn desk(&mut self, office: OfficeId, title: &str, name: &str, is_head: bool) -> anyhow::Result<DeskNo> {
        let staff = self.staff(office, title, is_head, title == "副镇长")?;
        let desk = self.enrolled(office, staff, name)?;
        self.desks.push(desk);
        Ok(self.desks.len() - 1)
    }

    fn replica(&mut self, office: OfficeId, staff: StaffId) -> anyhow::Result<()> {
        let name = format!("replica-{}", self.replicas.len());
        let desk = self.enrolled(office, staff, &name)?;
        self.replicas.push(desk);
        Ok(())
    }

    /// A device that has taken up an invitation, as the relay knows.
    fn enrolled(&mut self, office: OfficeId, staff: StaffId, name: &str) -> anyhow::Result<Desk> {
        let now = self.now;
        let code = self.county().invite(now, staff)?;
        self.post.push(&mut self.desks[0], now)?;
        let mut desk = Desk::new(name, office, staff, self.dice.fork())?;
        let key = self.desks[0].ledger.county().context("a founded county has its key")?;
        let enrolment = desk.ledger.enrol(now, &code, key, name)?;
        self.post.bring(Caller::Enrolment, now, &[&enrolment.claim])?;
        Ok(desk)
    }

    fn town(&mut self, county: OfficeId, nth: usize) -> anyhow::Result<Town> {
        let name = TOWNS.get(nth).map_or_else(|| format!("第{}镇", nth + 1), |name| (*name).to_owned());
        let office = self.office(OfficeKind::Township, county, &name, &format!("T{nth}"))?;
        let head = self.desk(office, "镇长", &format!("town-{nth}-head"), true)?;
        let lead = self.desk(office, "副镇长", &format!("town-{nth}-lead"), false)?;
        let clerk = self.desk(office, "信访专干", &format!("town-{nth}-clerk"), false)?;
        let leaver = self.desk(office, "干事", &format!("town-{nth}-leaver"), false)?;
        self.replica(office, self.desks[head].staff)?;
        Ok(Town { office, name, head, lead, clerk, leaver, villages: Vec::new() })
    }

    fn village(&mut self, town: &mut Town) -> anyhow::Result<()> {
        let nth = self.replicas.len();
        let (part, short) = (PARTS[nth / VILLAGES.len() % PARTS.len()], VILLAGES[nth % VILLAGES.len()]);
        let name = format!("{}{part}{short}", town.name);
        let office = self.office(OfficeKind::Village, town.office, &name, &format!("V{nth}"))?;
        let clerk = self.desk(office, "村主任", &format!("village-{nth}"), true)?;
        self.replica(office, self.desks[clerk].staff)?;
        town.villages.push(Village { office, name, clerk });
        Ok(())
    }

    fn department(&mut self, county: OfficeId) -> anyhow::Result<OfficeId> {
        let office = self.office(OfficeKind::Department, county, "清河县自然资源局", "ZR")?;
        let head = self.staff(office, "局长", true, false)?;
        self.replica(office, head)?;
        Ok(office)
    }
}
