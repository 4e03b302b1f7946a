package dev.assay.contracts.run;

/**
 * How probable it is that at least one of {@code k} samples of a problem passes: the mean over problems of the unbiased
 * estimator 1 − C(n−c, k) / C(n, k) (Chen et al. 2021, "Evaluating Large Language Models Trained on Code"), with its
 * 95 % interval over problems; value and bounds between 0 and 1.
 *
 * @param problems problems with at least {@code k} judged samples, which the mean is over; a problem counts once an
 *     experiment
 * @param excluded problems left out because fewer of their samples are judged
 */
public record PassAtK(int k, double value, double low, double high, long problems, long excluded) {}
