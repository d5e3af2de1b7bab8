package org.lineside.calls;

import org.jspecify.annotations.Nullable;

/**
 * A row of the cells file. Numbers are NaN and counts −1 where the file is silent.
 *
 * @param cellId the cell's identifier as the measurements name it
 * @param site the mast, null when unknown
 * @param line the railway line, null when unknown
 * @param trackKm kilometre of the mast along the line
 * @param latitude degrees WGS 84
 * @param longitude degrees WGS 84
 * @param azimuthDegrees main direction of the antenna, 0..360
 * @param arfcn BCCH carrier
 * @param bsic base station identity code 0..63
 * @param coverageClassDbm level that the line's planning promises, e.g. −95
 * @param replaces the identifier this cell had before it was re-homed, null when it is new
 */
public record CellInfo(
        String cellId,
        @Nullable String site,
        @Nullable String line,
        double trackKm,
        double latitude,
        double longitude,
        double azimuthDegrees,
        int arfcn,
        int bsic,
        double coverageClassDbm,
        @Nullable String replaces) {}
