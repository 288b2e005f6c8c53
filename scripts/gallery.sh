#!/bin/sh
# Renders the gallery: docs/gallery/*.png and docs/gallery/README.md, which lists each figure's title and exact command.
# Usage: scripts/gallery.sh [FOLDER]      (default: docs/gallery; ATLAS names another program than build/release/corridor-atlas)
# The date is fixed, so that the same program and data give the same bytes.
set -eu
cd "$(dirname "$0")/.."
out=${1:-docs/gallery}
atlas=${ATLAS:-build/release/corridor-atlas}
[ -x "$atlas" ] || { echo "scripts/gallery.sh: $atlas is missing; run ./run or cmake --build first" >&2; exit 1; }
mkdir -p "$out"
list=$(mktemp)
trap 'rm -f "$list"' EXIT

# A word as one would type it in a shell.
quoted() {
    case $1 in
    *[\ \'\"\$\&\;\(\)\*\?\|\<\>]*) printf "'%s'" "$(printf %s "$1" | sed "s/'/'\\\\''/g")" ;;
    *) printf %s "$1" ;;
    esac
}

# figure NAME HEADING OPTIONS…: draws NAME.png and adds it to the list.
figure() {
    name=$1 heading=$2
    shift 2
    case " $* " in *" --dpi "*) ;; *) set -- "$@" --dpi 85 ;; esac # screen size: the folder stays below 9 MB
    set -- render "$@" --date 2026-11-20
    "$atlas" "$@" --out "$out/$name.png"
    command=corridor-atlas
    for word in "$@"; do command="$command $(quoted "$word")"; done
    {
        printf '## %s\n\n![%s](%s.png)\n\n' "$heading" "$heading" "$name"
        printf '```\n%s --out %s.png\n```\n\n' "$command" "$name"
    } >>"$list"
}

figure 01-china            '全国：五份规划的全部联系'               --extent china
figure 02-china-a3         '全国，A3：同一张图，幅面加倍'           --extent china --page a3-landscape --dpi 60
figure 03-chuanyu          '川渝（成渝地区双城经济圈）'             --corridor 川渝 --extent corridor
figure 04-chuannan-yuxi    '川南渝西'                               --corridor 川南渝西 --extent corridor
figure 05-hachang          '哈长'                                   --corridor 哈长 --extent corridor --theme light
figure 06-lanxi            '兰西'                                   --corridor 兰西 --extent corridor
figure 07-land-sea         '西部陆海新通道'                         --corridor 西部陆海新通道 --extent links
figure 08-yangtze          '长江及其支流'                           --basin 长江 --mechanism cooperation.basin --mechanism compensation --extent links
figure 09-upper-yellow     '黄河上游与湟水'                         --basin 黄河 --extent links
figure 10-compensation     '生态补偿等区际利益补偿'                 --mechanism compensation --extent links
figure 11-mutual-aid       '对口支援、对口协作、东西部协作'         --mechanism mutual_aid --extent links
figure 12-guizhou-grey     '贵州与周边，灰度（供黑白打印）'         --plan guizhou-2020 --place 贵州省 --extent links --theme grey
figure 13-tuojiang-word    '沱江流域，Word 半页插图'                --basin 沱江 --page word-half --dpi 120
figure 14-chuannan-dark    '川南渝西，深色 16:9（会场投影）'        --corridor 川南渝西 --extent corridor --page 16:9 --theme dark
figure 15-qinghai-english  'Qinghai, A4 portrait, English'          --plan qinghai-2022 --extent links --page a4-portrait --lang en
figure 16-luyongjiang      '泸永江，附条款依据编号表'               --corridor 泸永江 --extent links --evidence

{
    printf '# 图集 · Gallery\n\n'
    printf '由一条命令画出：`scripts/gallery.sh`。每幅图下是画它的命令；同样的程序和数据，结果逐字节相同。\n\n'
    printf 'Drawn by one command, `scripts/gallery.sh`. Below each figure is the command that draws it; the same program and data give the same bytes.\n\n'
    printf '内部工作用图，未经地图审核；公开使用前请依法送审。 Working maps, not reviewed for publication.\n\n'
    cat "$list"
} >"$out/README.md"
du -sh "$out" | cut -f1
