package dev.assay.experiment.trial;

import java.util.List;

/** Tells when repair leads nowhere: the last three attempts passed the same share of tests, some and not all. */
final class Plateau {

    private static final int ATTEMPTS = 3;

    private Plateau() {}

    /** @param passRates of the judged attempts in order, 0 to 1 each */
    static boolean of(List<Double> passRates) {
        if (passRates.size() < ATTEMPTS) {
            return false;
        }
        List<Double> last = passRates.subList(passRates.size() - ATTEMPTS, passRates.size());
        double rate = last.getFirst();
        return rate > 0 && rate < 1 && last.stream().allMatch(one -> one == rate);
    }
}
