package dev.lastcall.benchmarks;

/** One of the things that are measured. */
interface Benchmark {
    void run(Report report, Scale scale) throws Exception;
}
