#!/usr/bin/env python3
"""Appends the rivers of hand_rivers.csv to geodata/base/river.shp, marked `approx`. Touches no feature that is there.

Needs Python 3 with the bindings of GDAL (Debian and Ubuntu: apt install python3-gdal; made with GDAL 3.6.2) and the
distribution's own Python, /usr/bin/python3 there:

    /usr/bin/python3 geodata/build/add_hand_rivers.py [FOLDER]    FOLDER holds river.shp; geodata/base when not given

hand_rivers.csv (river, seq, lon, lat, point, basis): the points of a river from its upper end to its mouth, what each point
is and why it is there. river_waypoints.csv must have a row of method `hand` with the same points: its name, English name,
basin and published length are taken. The last point must be a vertex of another river, the one that it joins.
A river that the layer has already is left alone, so a second run changes nothing.
"""
import csv
import math
import os
import sys

from osgeo import gdal, ogr

ogr.UseExceptions()
gdal.UseExceptions()

HERE = os.path.dirname(os.path.abspath(__file__))


def table(name):
    with open(os.path.join(HERE, name), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def kilometres(points):
    """Length on the WGS 84 ellipsoid; its radii at the middle of each leg, good to metres for legs of this size."""
    a, e2, total = 6378.137, 0.00669437999, 0.0
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        lat = math.radians((y0 + y1) / 2)
        w = 1 - e2 * math.sin(lat) ** 2
        north = math.radians(y1 - y0) * a * (1 - e2) / w ** 1.5
        east = math.radians(x1 - x0) * a / w ** 0.5 * math.cos(lat)
        total += math.hypot(north, east)
    return total


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "..", "base")
    rivers = {}
    for row in table("hand_rivers.csv"):
        points = rivers.setdefault(row["river"], [])
        if int(row["seq"]) != len(points) + 1:
            sys.exit(f"hand_rivers.csv: {row['river']}: seq {row['seq']} is out of order")
        points.append((float(row["lon"]), float(row["lat"])))
    heads = {row["name"]: row for row in table("river_waypoints.csv")}
    source = ogr.Open(os.path.join(folder, "river.shp"), 1)
    layer = source.GetLayer()
    there = {f.GetField("name"): [p[:2] for p in f.GetGeometryRef().GetPoints()] for f in layer}
    for name, points in rivers.items():
        head = heads.get(name)
        column = "waypoints lon lat (source to mouth); legs separated by |"
        if head is None or head["method"] != "hand" or head[column] != ";".join(f"{x} {y}" for x, y in points):
            sys.exit(f"{name}: river_waypoints.csv has no row of method hand with these points")
        if name in there:
            print(f"{name}: already in the layer")
            continue
        if not any(points[-1] in line for line in there.values()):
            sys.exit(f"{name}: the last point is no vertex of a river of the layer")
        feature = ogr.Feature(layer.GetLayerDefn())
        values = {"name": name, "name_en": head["name_en"], "basin": head["basin"], "rank": 3,
                  "len_km": round(kilometres(points), 1), "src": "手绘近似", "acc": "approx"}
        for field, value in values.items():
            feature.SetField(field, value)
        if head["published_km"]:
            feature.SetField("len_pub", float(head["published_km"]))
        line = ogr.Geometry(ogr.wkbLineString)
        for x, y in points:
            line.AddPoint_2D(x, y)
        feature.SetGeometry(line)
        layer.CreateFeature(feature)
        print(f"{name}: added, {len(points)} points, {values['len_km']} km")


if __name__ == "__main__":
    main()
