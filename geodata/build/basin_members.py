#!/usr/bin/env python3
"""Which counties, prefectures and provinces lie in which basin: writes geodata/links/basin_members.csv.

Needs Python 3 with the bindings of GDAL (Debian and Ubuntu: apt install python3-gdal; made with GDAL 3.6.2) and the
distribution's own Python, /usr/bin/python3 there. Reads the layers and tables beside this folder, so it can be started
from anywhere:

    /usr/bin/python3 geodata/build/basin_members.py            write the table
    /usr/bin/python3 geodata/build/basin_members.py --check    only say whether the table is up to date (exit 1: no)

The rule
- A basin is its own areas of layer basin2 and those of all basins below it (basins.csv). The areas do not overlap, so
  the part of a unit that lies in a basin is the sum over these areas.
- Shares are measured in the Albers projection 25/47/105 of the map, where areas are true.
- A unit is a member when at least 5 % of it lies in the basin. Every unit is listed under every basin of the branch,
  roots included: a parent's share does not follow from those of its children.
- A basin without an area in the layer (大清流河, 大陆溪河, 北盘江 …) cannot be measured: it has the members that the table of
  overrides gives, or none.
- basin_overrides.csv (basin, code, action, share, reason) corrects the result where the derived area is known to be
  wrong: `drop` leaves a unit out; `keep` lists it with the share given, or with the measured one when none is given,
  even under 5 %. After that a basin holds at least what each basin below it holds.
- Every row says 近似: the areas come from a relief of 2 arc-minutes.
A unit that is drawn in two layers (重庆市, 济源市, 东莞市) is listed once, at the level the program gives it: a province
first, then a prefecture when it is a city, autonomous prefecture, area or league with a code in 00, then a county.
"""
import csv
import io
import os
import sys

from osgeo import ogr, osr

ogr.UseExceptions()

HERE = os.path.dirname(os.path.abspath(__file__))
BASE = os.path.join(HERE, "..", "base")
LINKS = os.path.join(HERE, "..", "links")
OUT = os.path.join(LINKS, "basin_members.csv")
OVERRIDES = os.path.join(HERE, "basin_overrides.csv")
LEAST = 0.05
LEVELS = ("province", "prefecture", "county")
PREFECTURES = ("市", "自治州", "地区", "盟")


def albers():
    geographic, flat = osr.SpatialReference(), osr.SpatialReference()
    geographic.ImportFromEPSG(4326)
    geographic.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    flat.ImportFromProj4("+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +datum=WGS84 +units=m")
    return osr.CoordinateTransformation(geographic, flat)


def features(layer_name, fields, to_flat):
    """(values of the fields, geometry on the plane) of every feature that has a shape."""
    source = ogr.Open(os.path.join(BASE, layer_name + ".shp"))
    out = []
    for feature in source.GetLayer():
        shape = feature.GetGeometryRef()
        if shape is None or shape.IsEmpty():
            continue
        shape = shape.Clone()
        shape.Transform(to_flat)
        if not shape.IsValid():
            shape = shape.MakeValid()
        out.append((tuple(feature.GetField(f) for f in fields), shape))
    return out


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_basins():
    """id → (parent, set of own areas), in the order of the table."""
    basins = {}
    for row in table(os.path.join(LINKS, "basins.csv")):
        own = {a.strip() for a in row["areas"].split("|") if a.strip()}
        basins[row["id"]] = (row["parent"], own)
    for name, (parent, _) in basins.items():
        if parent and parent not in basins:
            sys.exit(f"basins.csv: {name} has an unknown parent {parent}")
    return basins


def branch(basins, name):
    """The basin and its ancestors."""
    while name:
        yield name
        name = basins[name][0]


def meet(a, b):
    return a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]


def measure(basins, to_flat):
    """(basin, code) → share, and code → level."""
    above = {}  # area → the basins it belongs to
    for name, (_, own) in basins.items():
        for area in own:
            above.setdefault(area, set()).update(branch(basins, name))
    areas = [(name, shape, shape.GetEnvelope()) for (name,), shape in features("basin2", ["name"], to_flat)]
    unknown = set(above) - {name for name, _, _ in areas}
    if unknown:
        sys.exit("basins.csv: no such area in basin2: " + ", ".join(sorted(unknown)))
    units = {level: features(level, ["adcode", "name"], to_flat) for level in LEVELS}
    counties = {code for (code, _), _ in units["county"]}
    shares, levels = {}, {}
    for level in LEVELS:
        for (code, name), shape in units[level]:
            if not code or len(code) != 6 or code in levels:
                continue
            if level == "prefecture" and code in counties and not (code.endswith("00") and name.endswith(PREFECTURES)):
                continue  # comes as a county
            levels[code] = level
            box, whole = shape.GetEnvelope(), shape.GetArea()
            for river, area, area_box in areas:
                if river not in above or not meet(box, area_box) or not shape.Intersects(area):
                    continue
                part = shape.Intersection(area).GetArea() / whole
                for basin in above[river]:
                    shares[basin, code] = shares.get((basin, code), 0.0) + part
    return shares, levels


def override(shares, basins, levels):
    """Applies the table of overrides; returns the pairs kept whatever their share."""
    kept, dropped = set(), set()
    for number, row in enumerate(table(OVERRIDES), start=2):
        where = f"basin_overrides.csv row {number}: "
        pair = row["basin"], row["code"]
        if pair[0] not in basins or pair[1] not in levels:
            sys.exit(where + "unknown basin or code")
        if pair in kept or pair in dropped:
            sys.exit(where + "a second row for the same basin and unit")
        if not row["reason"].strip():
            sys.exit(where + "the reason is missing")
        if row["action"] == "drop":
            if pair not in shares:
                sys.exit(where + "nothing to drop")
            dropped.add(pair)
        elif row["action"] == "keep":
            if row["share"]:
                shares[pair] = float(row["share"])
            if not 0 < shares.get(pair, 0) <= 1:
                sys.exit(where + "keep needs a share over 0 and up to 1: none was measured")
            kept.add(pair)
        else:
            sys.exit(where + "the action is keep or drop")
    for pair in dropped:
        del shares[pair]
    for (basin, code), share in sorted(shares.items()):
        for outer in branch(basins, basins[basin][0]):
            if (outer, code) not in dropped:
                shares[outer, code] = max(shares.get((outer, code), 0.0), share)
    return kept


def main():
    basins = read_basins()
    shares, levels = measure(basins, albers())
    kept = override(shares, basins, levels)
    order = {name: i for i, name in enumerate(basins)}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["basin", "code", "level", "share", "note"])
    rows = 0
    for (basin, code), share in sorted(shares.items(), key=lambda x: (order[x[0][0]], LEVELS.index(levels[x[0][1]]), x[0][1])):
        if share < LEAST and (basin, code) not in kept:
            continue
        writer.writerow([basin, code, levels[code], f"{max(min(share, 1.0), 0.01):.2f}", "近似"])
        rows += 1
    if "--check" in sys.argv[1:]:
        with open(OUT, encoding="utf-8", newline="") as file:
            same = file.read() == text.getvalue()
        print("basin_members.csv is up to date" if same else "basin_members.csv differs from what the layers give")
        sys.exit(0 if same else 1)
    with open(OUT, "w", encoding="utf-8", newline="") as file:
        file.write(text.getvalue())
    print(f"{rows} rows, {len(kept)} kept by hand")


if __name__ == "__main__":
    main()
