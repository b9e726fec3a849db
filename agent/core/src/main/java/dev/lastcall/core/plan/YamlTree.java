package dev.lastcall.core.plan;

import dev.lastcall.core.config.Config;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.ScannerSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.ScannerImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.tokens.AliasToken;
import org.snakeyaml.engine.v2.tokens.AnchorToken;
import org.snakeyaml.engine.v2.tokens.ScalarToken;
import org.snakeyaml.engine.v2.tokens.Token;

/**
 * Parses the tokens of a YAML file into {@link Node}s. Of the library only the scanner is used: its parser is built of
 * lambdas, which cost more at their first use than all the rest, and must not be touched in premain.
 *
 * <p>One document, keys that are texts and stand once, no tags. Aliases may be used, but what they repeat counts: a file
 * that unfolds to more than {@value #MOST_NODES} values, or to texts longer than the longest file, is refused.
 */
final class YamlTree {

    private static final int MOST_NODES = 20_000;
    static final int DEEPEST = 50;

    private final String file;
    private final String text;
    private final Config config;
    private final ScannerImpl tokens;
    private final Map<String, Node> anchors = new HashMap<String, Node>();
    private final Map<Node, int[]> sizes = new java.util.IdentityHashMap<Node, int[]>();
    private int nodes;
    private int letters;
    private int depth;

    private YamlTree(String file, String text, Config config) {
        this.file = file;
        this.config = config;
        this.text = text;
        LoadSettings settings = ScannerSettings.of(file, text.length() + 1);
        this.tokens = new ScannerImpl(settings, new StreamReader(settings, text));
    }

    /**
     * @param config told of keys that stand twice
     * @throws Unusable if it is no YAML; says where
     */
    static Node parse(String file, String text, Config config) throws Unusable {
        YamlTree tree = new YamlTree(file, text, config);
        try {
            return tree.document();
        } catch (MarkedYamlEngineException broken) {
            throw tree.refusal(broken);
        } catch (YamlEngineException broken) {
            throw new Unusable(file + ": " + broken.getMessage());
        }
    }

    private Unusable refusal(MarkedYamlEngineException broken) {
        Mark mark = broken.getProblemMark().orElse(null);
        String place = mark == null ? file : file + ":" + place(mark);
        if (mark != null && mark.getIndex() < text.length() && text.charAt(mark.getIndex()) == '\t') {
            return new Unusable(place + ": found a tab, expected blanks: YAML is indented with blanks only");
        }
        return new Unusable(place + ": " + broken.getProblem());
    }

    private Node document() throws Unusable {
        tokens.next(); // the start of the stream
        while (is(Token.ID.Directive) || is(Token.ID.DocumentStart)) {
            tokens.next();
        }
        Node root = is(Token.ID.StreamEnd) || is(Token.ID.DocumentEnd) ? Node.nothing("1:1") : node();
        while (is(Token.ID.DocumentEnd)) {
            tokens.next();
        }
        if (!is(Token.ID.StreamEnd)) {
            throw found(tokens.peekToken(), "the end of the file");
        }
        return root;
    }

    private Node node() throws Unusable {
        String anchor = null;
        while (is(Token.ID.Anchor) || is(Token.ID.Tag)) {
            Token token = tokens.next();
            if (!(token instanceof AnchorToken)) {
                throw found(token, "a value without a tag");
            }
            anchor = ((AnchorToken) token).getValue().getValue();
        }
        if (++depth > DEEPEST) {
            throw new Unusable(file + ":" + place(tokens.peekToken()) + ": found more than " + DEEPEST
                    + " levels, expected a plan");
        }
        int nodesBefore = nodes;
        int lettersBefore = letters;
        boolean isAlias = is(Token.ID.Alias);
        Node node = value();
        depth--;
        count(node, 1, isAlias ? 0 : node.text.length());
        sizes.put(node, new int[] {nodes - nodesBefore, letters - lettersBefore});
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    private void count(Node node, int moreNodes, int moreLetters) throws Unusable {
        nodes += moreNodes;
        letters += moreLetters;
        if (nodes > MOST_NODES) {
            throw new Unusable(
                    file + ":" + node.place + ": found more than " + MOST_NODES + " values, expected a plan");
        }
        if (letters > PlanText.LARGEST) {
            throw new Unusable(
                    file + ":" + node.place + ": found more than " + PlanText.LARGEST + " letters, expected a plan");
        }
    }

    private Node value() throws Unusable {
        Token token = tokens.peekToken();
        String place = place(token);
        switch (token.getTokenId()) {
            case Alias:
                tokens.next();
                String name = ((AliasToken) token).getValue().getValue();
                Node repeated = anchors.get(name);
                if (repeated == null) {
                    throw new Unusable(
                            file + ":" + place + ": found *" + name + ", expected an anchor that stands above");
                }
                count(repeated, sizes.get(repeated)[0], sizes.get(repeated)[1]);
                return repeated;
            case Scalar:
                tokens.next();
                return scalar((ScalarToken) token, place);
            case BlockSequenceStart:
                tokens.next();
                Node list = blockList(place);
                expect(Token.ID.BlockEnd, "the next \"- \" in the same column");
                return list;
            case BlockEntry: // a list under a key in the key's own column
                return blockList(place);
            case BlockMappingStart:
                tokens.next();
                return blockMap(place);
            case FlowSequenceStart:
                tokens.next();
                return flowList(place);
            case FlowMappingStart:
                tokens.next();
                return flowMap(place);
            default:
                return Node.nothing(place);
        }
    }

    /** What a plain word says about its type is the setting's business; only nothing is nothing. */
    private static Node scalar(ScalarToken token, String place) {
        String text = token.getValue();
        return token.isPlain() && (text.isEmpty() || text.equals("~") || text.equals("null"))
                ? Node.nothing(place)
                : Node.text(text, place);
    }

    private Node blockList(String place) throws Unusable {
        Node list = Node.list(place);
        while (is(Token.ID.BlockEntry)) {
            tokens.next();
            // Two dashes in a row are an empty item and the next, not a list inside a list.
            list.items.add(is(Token.ID.BlockEntry) ? Node.nothing(place(tokens.peekToken())) : node());
        }
        return list;
    }

    private Node blockMap(String place) throws Unusable {
        Node map = Node.map(place);
        while (is(Token.ID.Key)) {
            tokens.next();
            pair(map);
        }
        expect(Token.ID.BlockEnd, "the next key in the same column");
        return map;
    }

    private Node flowList(String place) throws Unusable {
        Node list = Node.list(place);
        while (!is(Token.ID.FlowSequenceEnd)) {
            list.items.add(node());
            if (!is(Token.ID.FlowSequenceEnd)) {
                expect(Token.ID.FlowEntry, "a comma or ]");
            }
        }
        tokens.next();
        return list;
    }

    private Node flowMap(String place) throws Unusable {
        Node map = Node.map(place);
        while (!is(Token.ID.FlowMappingEnd)) {
            expect(Token.ID.Key, "a key and its value");
            pair(map);
            if (!is(Token.ID.FlowMappingEnd)) {
                expect(Token.ID.FlowEntry, "a comma or }");
            }
        }
        tokens.next();
        return map;
    }

    private void pair(Node map) throws Unusable {
        Token at = tokens.peekToken();
        Node key = node();
        if (key.kind != Node.Kind.TEXT) {
            throw found(at, "a key");
        }
        Node value;
        if (is(Token.ID.Value)) {
            tokens.next();
            value = is(Token.ID.Key) ? Node.nothing(key.place) : node();
        } else {
            value = Node.nothing(key.place);
        }
        Node.Pair first = map.pairs.get(key.text);
        if (first == null) {
            map.pairs.put(key.text, new Node.Pair(key.place, value));
        } else {
            config.problem(file + ":" + key.place + ": the key \"" + key.text + "\" stands here a second time, expected"
                    + " once; the first one, in line " + first.place.substring(0, first.place.indexOf(':'))
                    + ", is used");
        }
    }

    private boolean is(Token.ID id) {
        return tokens.checkToken(id);
    }

    private void expect(Token.ID id, String what) throws Unusable {
        if (!is(id)) {
            throw found(tokens.peekToken(), what);
        }
        tokens.next();
    }

    private Unusable found(Token token, String expected) {
        return new Unusable(file + ":" + place(token) + ": found " + token.getTokenId() + ", expected " + expected);
    }

    private static String place(Token token) {
        return place(token.getStartMark().get());
    }

    private static String place(Mark mark) {
        return (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }
}
