"""Small tables in the shapes that the publishers use, made up for a test."""

from __future__ import annotations

import csv
from pathlib import Path

HEADINGS = {
    "la_inspections.csv": "inspection_id,ons_code,dfe_la_number,ofsted_urn,la_name,region,framework,inspection_type,"
    "start_date,end_date,publication_date,overall,leadership,help_protection,looked_after,care_leavers,adoption,lscb,"
    "safeguarding,report_url,dates_source,source,overall_note,grade_note",
    "ilacs_activity_2022_2025.csv": "ons_code,la_name,region,release_year,visit_type,start_date,publication_date,"
    "theme,overall,leadership,help_protection,looked_after,care_leavers",
    "jtai_inspections.csv": "ofsted_urn,ons_code,la_name,kind,theme,start_date,end_date,letter_date,publication_date,"
    "inspectorates,mentions_written_statement,mentions_priority_action,chars,report_url,data_source,addressed_roles",
    "area_send_inspections.csv": "ofsted_urn,ons_code,outcome_code,outcome,start_date,end_date,publication_date,"
    "previous_inspection_date,next_inspection,next_inspection_by,report_url,outcome_text,la_name",
    "hmip_youth_justice_ratings.csv": "la_name,la_ref,score_%,overall_rating,publication_date,report_url,staff,"
    "partnerships_and_services,information_and_facilities,assessment,planning,reviewing,implementation_and_delivery,"
    "resettlement_policy_and_provision,governance_and_leadership,outofcourt_disposal_policy_and_provision,"
    "policy_and_provision,joint_working,ons_code",
    "la_register.csv": "ons_code,dfe_la_number,ofsted_urn,la_name,region,region_ons_code,lait_region,la_type,lait_type,"
    "active,la_active_from,la_active_to,successor_ons_codes,former_ons_codes,ons_code_start,ons_code_end,"
    "police_area_code,police_area,icb_main_ods,icb_main,icb_main_share,icb_count,probation_region_assumed,"
    "council_domain,population_0_25_ons",
    "la_icb_lookup_2024.csv": "ons_code,la_name,icb_ons_code,icb_ods_code,icb_name,lsoas,share_of_lsoas",
    "population_0_17.csv": "ons_code,year,age_group,population_estimate,la_name",
    "statistical_neighbours.csv": "model,ons_code,dfe_la_number,la_name,rank,neighbour_dfe,neighbour_ons,closeness",
}

INSPECTION = {
    "ons_code": "E06000001", "la_name": "Hartlepool", "framework": "ILACS",
    "inspection_type": "ILACS Short Inspection", "start_date": "2018-07-23", "end_date": "2018-07-27",
    "publication_date": "2018-08-28", "overall": "good", "leadership": "good", "help_protection": "good",
    "looked_after": "outstanding",
}  # fmt: skip


def publish(folder: Path, table: str, *rows: dict[str, str]) -> Path:
    """Write a table with the publisher's heading; cells not given are empty."""
    folder.mkdir(parents=True, exist_ok=True)
    columns = HEADINGS[table].split(",")
    assert not {name for row in rows for name in row} - set(columns), "no such column in the publisher's table"
    with (folder / table).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return folder / table


def inspection(**changed: str) -> dict[str, str]:
    """A row of the table of inspections: Hartlepool's of July 2018, unless something is changed."""
    return INSPECTION | changed
