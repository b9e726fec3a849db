package dev.lastcall.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The phases that a plan adds, and what is said of those that do not fit. */
class OwnPhaseTest {

    private static final String EXAMPLE = """
            grace-period: 25s
            exit: { reserve: 5s }
            exit-code: { clean: 0, forced: 143 }
            readiness: { paths: [/health/ready], file: /run/orders/ready }
            phases:
              lame-duck:      { quiet: 2s, max: 5s }
              drain-requests: { timeout: 10s, on-timeout: answer }
              drain-tasks:    { timeout: 5s, on-timeout: report, endless-after: 60s, exclude: ["metrics-*"] }
              stop-workers:
                after: drain-requests
                interrupt-threads: ["order-poller-*"]
                timeout: 5s
              persist-state:
                after: [drain-tasks, stop-workers]
                before: close-pools
                on-failure: continue
                actions:
                  - { name: flush cache,  call: "com.acme.shop.PriceCache#flush",  timeout: 3s }
                  - { name: save offsets, call: "com.acme.shop.Offsets.save()",    timeout: 3s }
                  - { name: stop acceptor, jmx: "com.acme:type=Acceptor#stop" }
                  - { name: deregister,   http: "PUT http://127.0.0.1:8500/v1/deregister/orders?token=x", expect: 200 }
                  - { name: archive,      exec: ["/usr/local/bin/archive.sh", "/var/spool/orders, old"], timeout: 5s }
                  - { name: marker,       write: { file: /run/orders/drained, text: "clean" } }
            track:
              - com.acme.shop.PriceCache
            count:
              - { kind: request, start: "com.acme.rpc.Session#begin", end: "com.acme.rpc.Session#finish", key: this }
              - { kind: task, around: "com.acme.jobs.Runner#runJob(String, int)" }
            libraries: { hikaricp: { enabled: true } }
            """;

    @TempDir
    Path directory;

    @Test
    void exampleIsReadWhole() throws Exception {
        Plans plans = Plans.in(directory);
        Planned planned = plans.read(EXAMPLE);
        assertThat(plans.said(planned)).isEmpty();
        assertThat(planned.config().get(Settings.TASKS_EXCLUDE)).containsExactly("metrics-*");
        assertThat(planned.plan().phases())
                .extracting(DeclaredPhase::name)
                .containsExactly("stop-workers", "persist-state");
        assertThat(planned.plan().phases().get(1).actions().stream()
                        .map(action -> action.name() + ", " + action.timeout().toSeconds() + " s: " + action.step()))
                .containsExactly(
                        "flush cache, 3 s: call com.acme.shop.PriceCache#flush on every live instance, newest first",
                        "save offsets, 3 s: call com.acme.shop.Offsets.save()",
                        "stop acceptor, 5 s: call the operation stop of the MBean com.acme:type=Acceptor",
                        "deregister, 5 s: PUT http://127.0.0.1:8500/v1/deregister/orders, expect 200",
                        "archive, 5 s: run /usr/local/bin/archive.sh /var/spool/orders, old",
                        "marker, 5 s: write /run/orders/drained");
        assertThat(planned.plan().tracked().stream().map(each -> plans.where(each.where()) + " " + each.className()))
                .containsExactly("plan.yaml:25:5 com.acme.shop.PriceCache");
        assertThat(planned.plan().counted().stream().map(each -> plans.where(each.where()) + " " + each))
                .containsExactly(
                        "plan.yaml:27:5 request com.acme.rpc.Session#begin to com.acme.rpc.Session#finish",
                        "plan.yaml:28:5 task com.acme.jobs.Runner#runJob(String,int)");
        assertThat(planned.plan().before("close-pools")).containsExactly("persist-state");
    }

    @Test
    void everyValueOfAPhaseCanBeOverridden() throws Exception {
        Planned planned = Plans.in(directory)
                .with(Map.of(
                        "lastcall.phases.persist-state.timeout", "9s",
                        "lastcall.phases.persist-state.after", "drain-requests",
                        "lastcall.phases.persist-state.actions.flush-cache.timeout", "8s",
                        "lastcall.phases.persist-state.actions.archive.enabled", "false"))
                .read(EXAMPLE);
        assertThat(planned.config().problems()).isEmpty();
        DeclaredPhase phase = planned.plan().phases().get(1);
        assertThat(phase.timeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(phase.after()).containsExactly("drain-requests");
        assertThat(phase.actions()).hasSize(5);
        assertThat(phase.actions().get(0).timeout()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void phaseWithoutAPlaceRunsBetweenTasksAndPools() throws Exception {
        DeclaredPhase phase = Plans.in(directory)
                .read("phases: { mine: { interrupt-threads: [a] } }")
                .plan()
                .phases()
                .get(0);
        assertThat(phase.after()).containsExactly("drain-tasks");
        assertThat(phase.before()).containsExactly("close-pools");
    }

    @Test
    void unknownPhaseIsNamedWithTheNearestOne() throws Exception {
        assertThat(problems("""
                phases:
                  drain-task: { timeout: 3s }
                  Mine: { interrupt-threads: [a] }
                  my-own:
                    after: [drain-tsks, my-own]
                    interrupt-threads: [a]
                """))
                .containsExactly(
                        "plan.yaml:2:3: phases.drain-task: no such phase, and one of your own has actions or"
                                + " interrupt-threads; it is left out; did you mean drain-tasks?",
                        "plan.yaml:3:3: phases.Mine: \"Mine\" is not a name of small letters, digits and hyphens, such"
                                + " as persist-state; it is left out",
                        "plan.yaml:5:13: phases.my-own.after: \"drain-tsks\" is not the name of a phase; it is ignored;"
                                + " did you mean drain-tasks?",
                        "plan.yaml:5:25: phases.my-own.after: \"my-own\" is the phase itself, expected another; it is"
                                + " ignored");
    }

    @Test
    void cycleIsShownAndBroken() throws Exception {
        Plans plans = Plans.in(directory);
        Planned planned = plans.read("""
                phases:
                  first:
                    after: second
                    interrupt-threads: [a]
                  second:
                    after: flush
                    before: drain-tasks
                    interrupt-threads: [b]
                """);
        assertThat(plans.said(planned))
                .containsExactly("plan.yaml:6:12: phases.second.after: the cycle drain-tasks -> close-pools -> flush ->"
                        + " second -> drain-tasks is not an order; second runs in the default place, after drain-tasks and"
                        + " before close-pools");
        assertThat(TimeLine.of(planned.config(), planned.plan()).rows().stream().map(TimeLine.Row::name))
                .containsSubsequence("drain-tasks", "second", "close-pools", "flush");
    }

    @Test
    void cycleOfOwnPhasesIsBrokenToo() throws Exception {
        assertThat(problems("""
                phases:
                  a: { after: c, interrupt-threads: [a] }
                  b: { after: a, interrupt-threads: [a] }
                  c: { after: b, interrupt-threads: [a] }
                """))
                .containsExactly(
                        "plan.yaml:3:15: phases.b.after: the cycle a -> b -> c -> a is not an order; b, c and a"
                                + " run in the default place, after drain-tasks and before close-pools");
    }

    @Test
    void badActionsAreLeftOut() throws Exception {
        Plans plans = Plans.in(directory);
        Planned planned = plans.read("""
                track: [com.acme.Cache]
                phases:
                  mine:
                    timeout: 2s
                    actions:
                      - { name: a, call: "com.acme.Cach#flush" }
                      - { name: b, call: "com.acme.Offsets.save(3)" }
                      - { name: c, call: "save" }
                      - { name: d, jmx: "Acceptor" }
                      - { name: e, http: "PATCH http://localhost/" }
                      - { name: f, http: "GET localhost" }
                      - { name: g, http: "GET http://localhost/", expect: ok }
                      - { name: h, exec: "/bin/true" , call: "com.acme.Offsets.save()" }
                      - { name: i }
                      - { name: j, write: { text: x } }
                      - { name: k, exec: [/bin/true, [x]] }
                      - { name: l, call: "com.acme.Offsets.save()", timeout: 3s, on-failure: retry }
                      - com.acme.Offsets.save()
                """);
        String leftOut = "; this action is left out";
        assertThat(plans.said(planned))
                .containsExactly(
                        "plan.yaml:6:26: phases.mine.actions.a.call: \"com.acme.Cach\" is not among the classes under"
                                + " track, so its instances are not known" + leftOut
                                + "; did you mean com.acme.Cache?",
                        "plan.yaml:7:26: phases.mine.actions.b.call: \"com.acme.Offsets.save(3)\" is not the name of a"
                                + " method without arguments: com.acme.PriceCache#flush for every live instance, or"
                                + " com.acme.Offsets.save() for a static method" + leftOut,
                        "plan.yaml:8:26: phases.mine.actions.c.call: \"save\" is not com.acme.PriceCache#flush for every"
                                + " live instance, or com.acme.Offsets.save() for a static method" + leftOut,
                        "plan.yaml:9:25: phases.mine.actions.d.jmx: \"Acceptor\" is not the name of an MBean and an"
                                + " operation, such as com.acme:type=Acceptor#stop" + leftOut,
                        "plan.yaml:10:26: phases.mine.actions.e.http: \"PATCH http://localhost/\" is not a method out of"
                                + " GET, HEAD, POST, PUT, DELETE and OPTIONS and an address, such as PUT"
                                + " http://127.0.0.1:8500/v1/agent/leave" + leftOut,
                        "plan.yaml:11:26: phases.mine.actions.f.http: \"GET localhost\" is not a method and an address,"
                                + " such as PUT http://127.0.0.1:8500/v1/agent/leave" + leftOut,
                        "plan.yaml:12:59: phases.mine.actions.g.expect: \"ok\" is not an HTTP status from 100 to 599, or"
                                + " 2xx; the default \"2xx\" is used",
                        "plan.yaml:13:9: phases.mine.actions.h: has call and exec, expected exactly one of call, jmx,"
                                + " http, exec, write and interrupt-threads" + leftOut,
                        "plan.yaml:14:9: phases.mine.actions.i: has none, expected exactly one of call, jmx, http, exec,"
                                + " write and interrupt-threads" + leftOut,
                        "plan.yaml:15:27: phases.mine.actions.j.write: has no file, expected { file: …, text: … }"
                                + leftOut,
                        "plan.yaml:16:38: phases.mine.actions.k.exec: a list is not a text" + leftOut,
                        "plan.yaml:17:62: phases.mine.actions.l.timeout: \"3s\" is longer than the time-out of its phase,"
                                + " expected at most 2s; it is cut with its phase",
                        "plan.yaml:17:78: phases.mine.actions.l.on-failure: \"retry\" is not continue or abort; the"
                                + " default \"continue\" is used",
                        "plan.yaml:18:9: phases.mine.actions.13: \"com.acme.Offsets.save()\" is not an action such as {"
                                + " call: \"com.acme.PriceCache#flush\" }" + leftOut);
        assertThat(planned.plan().phases().get(0).actions())
                .extracting(DeclaredAction::name)
                .containsExactly("g", "l");
    }

    @Test
    void badTracksAndCountsAreLeftOut() throws Exception {
        Plans plans = Plans.in(directory);
        Planned planned = plans.read("""
                track: [java.util.ArrayList, com.acme.Cache, "com.acme.*", ~]
                count:
                  - { kind: request, start: "com.acme.Session#begin" }
                  - { kind: job, around: "com.acme.Runner#run" }
                  - { around: "com.acme.Runner#run" }
                  - { kind: task, around: "com.acme.Runner.run" }
                  - { kind: task, around: "java.lang.Thread#run" }
                  - { kind: task, start: "a.B#c", end: "a.B#d", key: id }
                """);
        assertThat(plans.said(planned))
                .containsExactly(
                        "plan.yaml:1:9: track: \"java.util.ArrayList\" is not a class of the application: those of the"
                                + " JDK are not tracked; it is left out",
                        "plan.yaml:1:46: track: \"com.acme.*\" is not the name of a class such as com.acme.PriceCache; it"
                                + " is left out",
                        "plan.yaml:1:60: track: nothing is not the name of a class such as com.acme.PriceCache; it is"
                                + " left out",
                        "plan.yaml:3:5: count.1: has start, expected either start and end, or around; this entry is left"
                                + " out",
                        "plan.yaml:4:13: count.2.kind: \"job\" is not request or task; this entry is left out",
                        "plan.yaml:5:5: count.3: has no kind, expected request or task; this entry is left out",
                        "plan.yaml:6:27: count.4.around: \"com.acme.Runner.run\" is not a method such as"
                                + " com.acme.rpc.Session#begin; this entry is left out",
                        "plan.yaml:7:27: count.5.around: \"java.lang.Thread#run\" is not a method of the application:"
                                + " those of the JDK are not counted; this entry is left out",
                        "plan.yaml:8:54: count.6.key: \"id\" is not this, or the number of an argument from 0; the"
                                + " default \"this\" is used");
        assertThat(planned.plan().tracked()).extracting(Tracked::className).containsExactly("com.acme.Cache");
        assertThat(planned.plan().counted()).hasSize(1);
    }

    @Test
    void timeLineIsTheWorstCase() throws Exception {
        Planned planned = Plans.in(directory).read("""
                grace-period: 20s
                phases:
                  drain-requests: { timeout: 6s }
                  beside: { after: stop-accepting, interrupt-threads: [a], timeout: 1s, reserve: 0s }
                  late: { after: drain-tasks, before: close-pools, interrupt-threads: [a], timeout: 30s, reserve: 2s }
                """);
        assertThat(planned.config().problems()).isEmpty();
        assertThat(TimeLine.of(planned.config(), planned.plan()).rows().stream()
                        .map(row -> row.name() + " " + row.from().toSeconds() + "-"
                                + row.to().toSeconds()))
                .containsExactly(
                        "unready 0-1",
                        "lame-duck 1-6",
                        "stop-accepting 6-7",
                        "close-streams 7-7",
                        "drain-requests 7-7",
                        "stop-schedules 7-7",
                        "drain-tasks 7-10",
                        "beside 7-8",
                        "late 10-12",
                        "close-pools 12-13",
                        "flush 13-14");
    }

    @Test
    void timeLineSaysHowLongRequestsHaveAtLeastAndAtMost() throws Exception {
        Planned byDefault = Plans.in(directory).read("");
        assertThat(requests(byDefault)).isEqualTo("14000-23300");
        Planned docker = Plans.in(directory).read("{ grace-period: 8s, exit: { reserve: 2s } }");
        assertThat(requests(docker)).isEqualTo("2700-6700");
    }

    @Test
    void phaseOfOnesOwnKeepsItsReserveAndOneThatIsOffDoesNot() throws Exception {
        Planned planned = Plans.in(directory).read("""
                phases:
                  mine: { after: drain-tasks, interrupt-threads: [a], reserve: 4s }
                  none: { after: drain-tasks, interrupt-threads: [a], reserve: 4s, enabled: false }
                """);
        assertThat(requests(planned)).isEqualTo("10000-19300");
    }

    private static String requests(Planned planned) {
        return TimeLine.of(planned.config(), planned.plan()).rows().stream()
                .filter(row -> row.name().equals("drain-requests"))
                .map(row -> row.to().toMillis() + "-" + row.latest().toMillis())
                .findFirst()
                .orElseThrow();
    }

    private List<String> problems(String yaml) throws Exception {
        return Plans.in(directory).problems(yaml);
    }
}
