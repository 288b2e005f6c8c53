#!/usr/bin/env python3
"""Makes geodata/base/land_beyond.shp: the land of the world outside the box of the layer `neighbour` (60-150 E, 10 S-60 N).

Needs the distribution's own Python 3, /usr/bin/python3 on Debian and Ubuntu, with GDAL, Shapely and NumPy (apt install python3-gdal
python3-shapely python3-numpy; made with GDAL 3.6.2, Shapely 1.8.5), and world_map.gpkg of Debian's qgis-common 3.22.16:

    apt-get download qgis-common && dpkg-deb -x qgis-common_*.deb qgis
    /usr/bin/python3 geodata/build/land_beyond.py qgis/usr/share/qgis/resources/data/world_map.gpkg [FOLDER]

FOLDER takes the layer; geodata/base when not given. The same input gives the same bytes.

What is done, and why:
- Countries are dissolved: the layer is plain land, without names and without borders. Three states stay apart, KZ, UZ and TM: the
  box cuts their borders, which would end in the middle of the land, and all of them reach the Caspian Sea soon after.
- The source ends at 179.9 E and W and at 89.9 S; these edges are moved to 180 and 90, or a slit would run through Chukotka.
- Lines are simplified arc by arc, so that the parts stay glued. The tolerance grows with the distance from the box: none in a strip
  around it, where the coast must go on exactly as in `neighbour`, up to 0.08 degrees in America.
- The land is cut into cells of 30 degrees of longitude. A whole cell can be moved round the globe, and one that is out of sight is
  skipped. On a conic projection meridians are straight; the cuts along parallels get a point for each degree.
- Inside the box the land goes on for 0.1 degrees and lies under `neighbour`: two fills that only touch would show a seam.
  China is 13 degrees and more from that strip; the script checks that no part reaches it.
The program knows the cuts (meridians of the cells, edges of the strip, the pole) and draws no line along them.
"""
import math
import os
import sys

import numpy as np
from osgeo import gdal, ogr, osr
from shapely import wkb
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.ops import unary_union

gdal.UseExceptions()
ogr.UseExceptions()

WEST, EAST, SOUTH, NORTH = 60.0, 150.0, -10.0, 60.0  # the box of `neighbour`
OVERLAP = 0.1
EXACT = 0.35     # degrees beside the box's edge where every vertex stays
CELL = 30
APART = ("KZ", "UZ", "TM")
CHINA = ("CN", "TW", "HK", "MO")
CHINA_BOX = box(73.0, 3.0, 136.0, 54.0)


def polygons(shape):
    if shape.is_empty:
        return []
    if shape.geom_type == "Polygon":
        return [shape]
    return [p for part in getattr(shape, "geoms", []) for p in polygons(part)]


def at_the_rim(points):
    """179.9 and 89.9 S are meant as 180 and 90."""
    p = np.array(points, dtype=float)[:, :2]
    p[p[:, 0] > 179.899, 0] = 180.0
    p[p[:, 0] < -179.899, 0] = -180.0
    p[p[:, 1] < -89.899, 1] = -90.0
    return [tuple(v) for v in np.round(p, 6)]


def read(path):
    """{code: shape}; "" holds all that is dissolved."""
    source = ogr.Open(path)
    layer = source.GetLayerByName("countries")
    found = {code: [] for code in APART + ("",)}
    for feature in layer:
        code = feature.GetField("iso_a2")
        if code in CHINA:
            continue
        for p in polygons(wkb.loads(bytes(feature.GetGeometryRef().ExportToWkb()))):
            ring = Polygon(at_the_rim(p.exterior.coords), [at_the_rim(h.coords) for h in p.interiors])
            found[code if code in APART else ""].append(ring.buffer(0))
    return {code: unary_union(parts) for code, parts in found.items()}


def distance_to_box_edge(p):
    """Degrees to the box's edge from outside; inside, to the nearest edge."""
    dx = np.maximum(np.maximum(WEST - p[:, 0], p[:, 0] - EAST), 0)
    dy = np.maximum(np.maximum(SOUTH - p[:, 1], p[:, 1] - NORTH), 0)
    outside = np.hypot(dx, dy)
    inside = np.minimum(np.minimum(p[:, 0] - WEST, EAST - p[:, 0]), np.minimum(p[:, 1] - SOUTH, NORTH - p[:, 1]))
    return np.where(outside > 0, outside, np.maximum(inside, 0))


def tolerance(p):
    d = distance_to_box_edge(p)
    t = np.clip(0.01 + 0.002 * d, 0.01, 0.08)
    rim = (d < EXACT) | (np.abs(p[:, 0]) == 180.0) | (p[:, 1] == -90.0)
    return np.where(rim, 0.0, t)


def simplified(points):
    """Douglas-Peucker with a tolerance of its own at each vertex; both ends stay. Degrees of longitude count as long as they are."""
    p = np.array(points)
    if len(p) < 3:
        return points
    tol = tolerance(p)
    q = np.column_stack([p[:, 0] * np.cos(np.radians(p[:, 1])), p[:, 1]])
    keep = tol == 0.0
    keep[0] = keep[-1] = True
    fixed = np.flatnonzero(keep)
    stack = list(zip(fixed[:-1], fixed[1:]))
    while stack:
        a, b = stack.pop()
        if b - a < 2:
            continue
        ab = q[b] - q[a]
        ap = q[a + 1:b] - q[a]
        length2 = float(ab @ ab)
        t = np.clip(ap @ ab / length2, 0, 1) if length2 > 0 else np.zeros(len(ap))
        away = np.hypot(*(ap - t[:, None] * ab).T) / tol[a + 1:b]
        worst = int(np.argmax(away))
        if away[worst] > 1:
            at = a + 1 + worst
            keep[at] = True
            stack += [(a, at), (at, b)]
    return [points[i] for i in np.flatnonzero(keep)]


def simplify_all(shapes):
    """Rings are cut into arcs where more than two edges meet; an arc that two parts share is simplified once."""
    beside = {}
    for shape in shapes.values():
        for p in polygons(shape):
            for ring in [p.exterior, *p.interiors]:
                c = list(ring.coords)[:-1]
                for i, v in enumerate(c):
                    beside.setdefault(v, set()).update((c[i - 1], c[(i + 1) % len(c)]))
    node = {v for v, others in beside.items() if len(others) > 2}
    done = {}

    def ring_of(coords):
        c = list(coords)[:-1]
        starts = [i for i, v in enumerate(c) if v in node]
        if not starts:  # from its lowest vertex, and by way of the farthest one, so that the result is not the ring's choice
            i = c.index(min(c))
            c = c[i:] + c[:i]
            far = max(range(len(c)), key=lambda k: (math.dist(c[k], c[0]), c[k]))
            return simplified(c[:far + 1])[:-1] + simplified(c[far:] + c[:1])[:-1]
        out = []
        for k, i in enumerate(starts):
            j = starts[(k + 1) % len(starts)]
            arc = c[i:j + 1] if j > i else c[i:] + c[:j + 1]
            turned = arc[-1] < arc[0] or (arc[-1] == arc[0] and arc[-2] < arc[1])
            key = tuple(reversed(arc)) if turned else tuple(arc)
            if key not in done:
                done[key] = simplified(list(key))
            out += (done[key][::-1] if turned else done[key])[:-1]
        return out

    result = {}
    for code, shape in shapes.items():
        parts = []
        for p in polygons(shape):
            rings = []
            for ring in [p.exterior, *p.interiors]:
                r = ring_of(ring.coords)
                middle = np.array(ring.coords).mean(axis=0, keepdims=True)
                least = float(tolerance(middle)[0]) * 2.5
                if len(r) > 2 and Polygon(r).area * math.cos(math.radians(float(middle[0, 1]))) > least * least:
                    rings.append(r)
                elif ring is p.exterior:
                    break
            if rings:
                parts.append(Polygon(rings[0], rings[1:]).buffer(0))
        result[code] = unary_union(parts)  # simplified coasts of two islands can cross
    return result


def cut_lines():
    """Meridians and parallels along which the layer is cut."""
    return ({float(x) for x in range(-180, 181, CELL)} | {WEST + OVERLAP, EAST - OVERLAP}, {NORTH - OVERLAP, SOUTH + OVERLAP, -90.0})


def tidy(ring):
    """Coordinates on the cuts made exact; along meridians no points between, along parallels one for each degree."""
    meridians, parallels = cut_lines()
    c = []
    for x, y in list(ring)[:-1]:
        x = next((m for m in meridians if abs(x - m) < 1e-7), round(x, 6))
        y = next((m for m in parallels if abs(y - m) < 1e-7), round(y, 6))
        if not c or c[-1] != (x, y):
            c.append((x, y))
    while len(c) > 1 and c[0] == c[-1]:
        c.pop()
    c = [v for i, v in enumerate(c) if not (v[0] in meridians and c[i - 1][0] == v[0] == c[(i + 1) % len(c)][0])
         and not (v[1] in parallels and c[i - 1][1] == v[1] == c[(i + 1) % len(c)][1])]
    if len(c) < 3:
        return None
    out = []
    for i, a in enumerate(c):
        b = c[(i + 1) % len(c)]
        out.append(a)
        if a[1] == b[1] and a[1] in parallels:
            lo, hi = sorted((a[0], b[0]))
            between = [float(x) for x in range(math.floor(lo) + 1, math.ceil(hi))]
            out += [(x, a[1]) for x in (between if a[0] < b[0] else between[::-1])]
    return out


def cells(shapes):
    inner = box(WEST + OVERLAP, SOUTH + OVERLAP, EAST - OVERLAP, NORTH - OVERLAP)
    for west in range(-180, 180, CELL):
        for code, shape in shapes.items():
            part = shape.intersection(box(west, -90, west + CELL, 90))
            if WEST <= west < EAST:
                part = part.difference(inner)
            kept = []
            for p in polygons(part):
                rings = [r for r in (tidy(q.coords) for q in [p.exterior, *p.interiors]) if r]
                if rings and Polygon(rings[0]).area > 1e-7:
                    kept.append(Polygon(rings[0], rings[1:]))
            if kept:
                yield west, code, kept


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    folder = sys.argv[2] if len(sys.argv) == 3 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "base")
    shapes = simplify_all(read(sys.argv[1]))
    path = os.path.join(folder, "land_beyond.shp")
    driver = ogr.GetDriverByName("ESRI Shapefile")
    if os.path.exists(path):
        driver.DeleteDataSource(path)
    data = driver.CreateDataSource(path)
    wgs84 = osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    wgs84.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    # A fixed date in the .dbf, or it would differ from day to day.
    layer = data.CreateLayer("land_beyond", wgs84, ogr.wkbPolygon, ["ENCODING=UTF-8", "DBF_DATE_LAST_UPDATE=2026-11-30"])
    field = ogr.FieldDefn("iso_a2", ogr.OFTString)
    field.SetWidth(2)
    layer.CreateField(field)
    cell = ogr.FieldDefn("cell", ogr.OFTInteger)
    cell.SetWidth(4)
    layer.CreateField(cell)
    features = rings = vertices = 0
    for west, code, parts in cells(shapes):
        shape = MultiPolygon(parts)
        if not shape.is_valid:
            sys.exit(f"cell {west}, {code or 'land'}: not valid")
        if shape.intersects(CHINA_BOX):
            sys.exit(f"cell {west}, {code or 'land'}: reaches China")
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("iso_a2", code)
        feature.SetField("cell", west)
        feature.SetGeometry(ogr.CreateGeometryFromWkb(shape.wkb))
        layer.CreateFeature(feature)
        features += 1
        rings += sum(1 + len(p.interiors) for p in parts)
        vertices += sum(len(r.coords) - 1 for p in parts for r in [p.exterior, *p.interiors])
    layer = None
    data = None
    print(f"{path}: {features} features, {rings} rings, {vertices} vertices, {os.path.getsize(path)} bytes")


if __name__ == "__main__":
    main()
