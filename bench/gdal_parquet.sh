#!/bin/bash
# GDAL's Parquet driver, which Debian leaves out, built from Debian's own source against the libraries of a pyarrow
# wheel: for looking at what geomap writes, never a dependency. About a minute on one core.
#
#     bash bench/gdal_parquet.sh FOLDER
#     export GDAL_DRIVER_PATH=FOLDER LD_LIBRARY_PATH=FOLDER/pyarrow
#     python -m pytest tests/store/test_gdal.py        # opens GeoParquet, and folders of it, in ogrinfo too
#
# Debian 12 (GDAL 3.6.2); apt needs a source of type deb-src. Another GDAL wants another Arrow.
set -euo pipefail
folder=$(mkdir -p "$1" && cd "$1" && pwd)
arrow=13.0.0
cd "$folder"
apt-get source --download-only gdal
apt-get download libgdal-dev
tar xf gdal_*.orig.tar.xz
dpkg -x libgdal-dev_*.deb headers
python3 -m pip download --no-deps --only-binary=:all: --platform manylinux_2_28_x86_64 --python-version 3.11 "pyarrow==$arrow"
python3 -m zipfile -e pyarrow-*.whl .
mkdir -p headers/gdal_version_full
cp headers/usr/include/gdal/gdal_version.h headers/gdal_version_full/
source=$(echo gdal-*/)
include=(-Iheaders -Iheaders/usr/include/gdal -Ipyarrow/include)
for part in gcore port ogr ogr/ogrsf_frmts ogr/ogrsf_frmts/arrow_common ogr/ogrsf_frmts/generic ogr/ogrsf_frmts/mem; do
    include+=("-I$source$part")
done
for file in driver dataset datasetlayer layer writerdataset writerlayer; do
    nice g++ -std=c++17 -O1 -fPIC -w -DGDAL_COMPILATION -DGDAL_USE_ARROWDATASET "${include[@]}" \
        -c "${source}ogr/ogrsf_frmts/parquet/ogrparquet$file.cpp" -o "$file.o"
done
release=${arrow%%.*}00
g++ -shared -o ogr_Parquet.so ./*.o -Lpyarrow "-l:libarrow.so.$release" "-l:libparquet.so.$release" \
    "-l:libarrow_dataset.so.$release" -l:libgdal.so.32
echo "built: $folder/ogr_Parquet.so"
