package org.lineside.detection.local;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the nearest of a fixed sample of usual windows is: the matrix profile of a call joined with its history (Yeh et
 * al., ICDM 2016), against a dictionary that bounds the time. Windows are not brought to mean 0 and variance 1, as is
 * custom with series of unknown scale: of a residual the level and the size are what matters.
 */
final class Discord implements Voter {
    /** Usual windows kept: twice and eight times as many found no more. */
    private static final int PROTOTYPES = 64;

    private static final float MEASURED_OF_BLOCK = 0.5f;

    private final Channels channels;
    private final float[][] prototypes;

    private Discord(Channels channels, float[][] prototypes) {
        this.channels = channels;
        this.prototypes = prototypes;
    }

    /** Keeps the first of the windows, which stand in random order; at least one. */
    static Discord of(Channels channels, List<float[]> usual) {
        return new Discord(channels, usual.stream().limit(PROTOTYPES).toArray(float[][]::new));
    }

    /** Distance to the nearest prototype, per number, in standard deviations of one pass. */
    @Override
    public double[] scores(Windows windows, int window) {
        float[] vector = windows.vector(window);
        int[] measured = measured(windows, window);
        if (measured.length < Windows.MEASURED_SHARE * vector.length) {
            return new double[0];
        }
        float[] prototype = prototypes[nearest(vector, measured)];
        double[] scores = new double[Channels.GROUPS.size()];
        for (int d : measured) {
            double difference = vector[d] - prototype[d];
            scores[channels.group(d / Windows.BLOCKS)] += difference * difference / measured.length;
        }
        for (int g = 0; g < scores.length; g++) {
            scores[g] = Math.sqrt(scores[g]);
        }
        return scores;
    }

    private static int[] measured(Windows windows, int window) {
        int[] numbers = new int[windows.channels() * Windows.BLOCKS];
        int n = 0;
        for (int d = 0; d < numbers.length; d++) {
            if (windows.measured(window, d / Windows.BLOCKS, d % Windows.BLOCKS) >= MEASURED_OF_BLOCK) {
                numbers[n++] = d;
            }
        }
        return java.util.Arrays.copyOf(numbers, n);
    }

    private int nearest(float[] vector, int[] measured) {
        int nearest = 0;
        float least = Float.POSITIVE_INFINITY;
        for (int p = 0; p < prototypes.length; p++) {
            float distance = distance(vector, measured, prototypes[p], least);
            if (distance < least) {
                least = distance;
                nearest = p;
            }
        }
        return nearest;
    }

    /** Squared distance, or anything not less than {@code enough} once it is that far. */
    private static float distance(float[] vector, int[] measured, float[] prototype, float enough) {
        float sum = 0;
        for (int k = 0; k < measured.length && sum < enough; k++) {
            int d = measured[k];
            float difference = vector[d] - prototype[d];
            sum += difference * difference;
        }
        return sum;
    }

    @Override
    public List<Alarm> alarms(Windows windows, int window) {
        float[] vector = windows.vector(window);
        int[] measured = measured(windows, window);
        float[] prototype = prototypes[nearest(vector, measured)];
        double[] ofChannel = new double[windows.channels()];
        int[] block = new int[ofChannel.length];
        double[] most = new double[ofChannel.length];
        double total = 0;
        for (int d : measured) {
            int c = d / Windows.BLOCKS;
            double part = (vector[d] - prototype[d]) * (double) (vector[d] - prototype[d]);
            ofChannel[c] += part;
            total += part;
            if (part > most[c]) {
                most[c] = part;
                block[c] = d % Windows.BLOCKS;
            }
        }
        List<Alarm> alarms = new ArrayList<>();
        for (int c = 0; c < ofChannel.length; c++) {
            int from = window + block[c] * Windows.BLOCK;
            if (ofChannel[c] > 0) {
                alarms.add(new Alarm(c, from, from + Windows.BLOCK, ofChannel[c] / total));
            }
        }
        return alarms;
    }

    /** Writes the prototypes. */
    void write(DataOutput out) throws IOException {
        out.writeInt(prototypes.length);
        out.writeInt(prototypes[0].length);
        for (float[] prototype : prototypes) {
            for (float value : prototype) {
                out.writeFloat(value);
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    static Discord read(Channels channels, DataInput in) throws IOException {
        int count = in.readInt();
        float[][] prototypes = new float[count][in.readInt()];
        for (float[] prototype : prototypes) {
            for (int d = 0; d < prototype.length; d++) {
                prototype[d] = in.readFloat();
            }
        }
        return new Discord(channels, prototypes);
    }
}
