/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Kinds of rules about words that somebody is known by: where they live, what they are called. */
#include "config.h"

#include "rules/rg-rule-scan.h"
#include "rules/rg-rule-turn.h"

#include "base/rg-fold.h"

#include <string.h>

/* --- places ------------------------------------------------------------------------------- */

/* A few names are compared, so many in one go, which the processor does for many customers at once;
 * more are looked up. */
#define RG_NAMES_AT_ONCE 4
#define RG_FEW_NAMES (2 * RG_NAMES_AT_ONCE)

typedef struct {
  const guint8 *match; /* one byte a name, and 0 for none */
  guint n;
  guint32 few[RG_FEW_NAMES];
  guint n_few; /* full goes; 0: many */
  gsize offset; /* where a chunk says where the column is */
} RgWanted;

/* The last go is filled up with the last name. */
static RgWanted
rg_wanted_new (const guint8 *match, guint n)
{
  RgWanted wanted = { .match = match, .n = n };
  guint found = 0;

  for (guint i = 0; i < n; i++)
    if (match[i] && found++ < RG_FEW_NAMES)
      wanted.few[wanted.n_few++] = i;
  if (found > RG_FEW_NAMES)
    wanted.n_few = 0;
  while (wanted.n_few % RG_NAMES_AT_ONCE != 0)
    {
      wanted.few[wanted.n_few] = wanted.few[wanted.n_few - 1];
      wanted.n_few++;
    }
  return wanted;
}

/* out: all 0 before. */
static void
rg_wanted_mark (const RgWanted *wanted, const guint32 *column, guint n, guint8 *restrict out)
{
  for (guint k = 0; k < wanted->n_few; k += RG_NAMES_AT_ONCE)
    {
      const guint32 a = wanted->few[k], b = wanted->few[k + 1];
      const guint32 c = wanted->few[k + 2], d = wanted->few[k + 3];

      for (guint i = 0; i < n; i++)
        out[i] |= (column[i] == a) | (column[i] == b) | (column[i] == c) | (column[i] == d);
    }
  for (guint i = 0; wanted->n_few == 0 && i < n; i++)
    out[i] = wanted->match[MIN (column[i], wanted->n)];
}

static void
rg_flag_wanted (const RgCustomerChunk *chunk, gconstpointer data, guint8 *flags)
{
  const RgWanted *wanted = data;
  const char *column = (const char *) chunk + wanted->offset;

  rg_wanted_mark (wanted, *(const guint32 *const *) (gconstpointer) column, chunk->n, flags);
}

static RgBitset *
rg_scan_column (const RgRule *rule, const RgDataset *dataset, const RgNames *names, gsize offset)
{
  g_autofree guint8 *match = rg_rule_match_words (rule, names);
  RgWanted wanted = rg_wanted_new (match, names->n);

  wanted.offset = offset;
  return rg_scan_chunks (dataset, rg_flag_wanted, &wanted);
}

static RgBitset *
rg_scan_country (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_scan_column (rule, context->dataset, &context->dataset->countries,
                         G_STRUCT_OFFSET (RgCustomerChunk, country));
}

static RgBitset *
rg_scan_city (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_scan_column (rule, context->dataset, &context->dataset->cities,
                         G_STRUCT_OFFSET (RgCustomerChunk, city));
}

static RgBitset *
rg_scan_postcode (const RgRule *rule, const RgSegmentContext *context)
{
  return rg_scan_column (rule, context->dataset, &context->dataset->postcodes,
                         G_STRUCT_OFFSET (RgCustomerChunk, postcode));
}

static char *
rg_postcode_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const guint at = RG_CUSTOMER_COLUMN (context->dataset, 0, postcode);

  /* Translators: of one customer: a postcode. */
  return at != RG_NOTHING
           ? g_strdup_printf (_("has the postcode %s"), context->dataset->postcodes.name[at])
           : g_strdup (_("not known"));
}

static char *
rg_place_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  const gboolean city = rule->kind->list == RG_LIST_CITIES;
  const guint at = city ? RG_CUSTOMER_COLUMN (dataset, 0, city)
                        : RG_CUSTOMER_COLUMN (dataset, 0, country);
  const RgNames *names = city ? &dataset->cities : &dataset->countries;

  if (at == RG_NOTHING)
    return g_strdup (_("not known"));
  /* Translators: of one customer: a city or country. */
  return g_strdup_printf (_("lives in %s"), names->name[at]);
}

/* about: what has the part, "city". */
static char *
rg_part_phrase (const RgRule *rule, const char *about, const char *part)
{
  RgOp op;
  const gboolean not = rg_op_is_not (rule->op, &op);

  switch (op)
    {
    case RG_OP_STARTS:
      /* Translators: of customers, here and below: a text, and what it is a part of: "name",
       * "city", "country", "postcode". */
      return g_strdup_printf (not ? _("do not have “%s” at the beginning of their %s")
                                  : _("have “%s” at the beginning of their %s"), part, about);
    case RG_OP_ENDS:
      return g_strdup_printf (not ? _("do not have “%s” at the end of their %s")
                                  : _("have “%s” at the end of their %s"), part, about);
    default:
      return g_strdup_printf (not ? _("do not have “%s” in their %s") : _("have “%s” in their %s"),
                              part, about);
    }
}

static char *
rg_place_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *names = rg_names_text (rule->names);

  if (rg_op_is_part (rule->op))
    return rg_part_phrase (rule, rule->kind->list == RG_LIST_CITIES ? _("city") : _("country"),
                           names);
  /* Translators: of customers: one or more cities or countries. */
  return g_strdup_printf (rule->op == RG_OP_IS_NOT ? _("do not live in %s") : _("live in %s"),
                          names);
}

/* --- words -------------------------------------------------------------------------------- */

typedef struct {
  RgOp op;
  char *part; /* folded */
  const guint8 *cities; /* a byte a city and one for none */
  guint n_cities;
} RgPart;

/* A new line ends the name. */
static void
rg_flag_name_edge (const RgCustomerChunk *chunk, gconstpointer data, guint8 *flags)
{
  const RgPart *part = data;

  for (guint i = 0; i < chunk->n; i++)
    {
      const guint start = chunk->name_start[i], end = chunk->name_start[i + 1];

      flags[i] = rg_text_has_part (part->op, chunk->text + start, end - start - 1, part->part);
    }
}

static RgBitset *
rg_scan_name_edge (const RgRule *rule, const RgDataset *dataset)
{
  g_autofree char *folded = rg_fold (rule->names[0]);
  const RgPart part = { .op = rule->op, .part = folded };

  return rg_scan_chunks (dataset, rg_flag_name_edge, &part);
}

static RgBitset *
rg_scan_name (const RgRule *rule, const RgSegmentContext *context)
{
  RgOp op;

  rg_op_is_not (rule->op, &op);
  if (op != RG_OP_CONTAINS)
    return rg_scan_name_edge (rule, context->dataset);
  return rg_dataset_search_name (context->dataset, rule->names[0]);
}

static char *
rg_name_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *text = rg_names_text (rule->names);

  return rg_part_phrase (rule, _("name"), text);
}

static char *
rg_postcode_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *text = rg_names_text (rule->names);

  return rg_part_phrase (rule, _("postcode"), text);
}

/* A word begins behind a blank or at the beginning of a name or a text, and ends likewise. */
static gboolean
rg_text_has_edge (RgOp op, const char *found, gsize length)
{
  return strchr (" \t\n", op == RG_OP_STARTS ? found[-1] : found[length]) != NULL;
}

/* Cities stand apart from the texts: a byte a city and one for none. */
static guint8 *
rg_match_city_words (const RgNames *cities, RgOp op, const char *part)
{
  guint8 *match = g_new0 (guint8, cities->n + 1);

  for (guint i = 0; *part != '\0' && i < cities->n; i++)
    {
      g_autofree char *padded = g_strdup_printf (" %s ", cities->folded[i]);
      const char *at = padded;

      while (!match[i] && (at = strstr (at + 1, part)) != NULL)
        match[i] = rg_text_has_edge (op, at, strlen (part));
    }
  return match;
}

/* All names of a chunk, or all other texts, in one go; each ends with a new line. */
static void
rg_flag_words (const RgCustomerChunk *chunk, const guint32 *starts, const RgPart *wanted,
               guint8 *flags)
{
  const char *part = wanted->part;
  const gsize length = strlen (part);
  const char *first = chunk->text + starts[0];
  const char *at = first, *end = chunk->text + starts[chunk->n];
  guint i = 0;

  while (length > 0 && at < end && (at = memmem (at, (gsize) (end - at), part, length)) != NULL)
    {
      while (starts[i + 1] <= (gsize) (at - chunk->text))
        i++;
      if ((wanted->op == RG_OP_STARTS && at == first) ||
          rg_text_has_edge (wanted->op, at, length))
        flags[i] = 1;
      at = flags[i] ? chunk->text + starts[i + 1] : at + 1;
    }
}

static void
rg_flag_text (const RgCustomerChunk *chunk, gconstpointer data, guint8 *flags)
{
  const RgPart *part = data;

  for (guint i = 0; i < chunk->n; i++)
    flags[i] = part->cities[MIN (chunk->city[i], part->n_cities)];
  rg_flag_words (chunk, chunk->name_start, part, flags);
  rg_flag_words (chunk, chunk->other_start, part, flags);
}

static RgBitset *
rg_scan_text (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  g_autofree guint8 *cities = NULL;
  g_autofree char *folded = NULL;
  RgPart part = { .n_cities = dataset->cities.n };

  rg_op_is_not (rule->op, &part.op);
  if (part.op == RG_OP_CONTAINS)
    return rg_dataset_search (dataset, rule->names[0]);
  part.part = folded = rg_fold (rule->names[0]);
  part.cities = cities = rg_match_city_words (&dataset->cities, part.op, folded);
  return rg_scan_chunks (dataset, rg_flag_text, &part);
}

static char *
rg_text_phrase (const RgRule *rule, const char *currency)
{
  g_autofree char *text = rg_names_text (rule->names);
  RgOp op;
  const gboolean not = rg_op_is_not (rule->op, &op);

  switch (op)
    {
    case RG_OP_STARTS:
      /* Translators: of customers, in their name, city, e-mail and the like: a text. */
      return rg_fill (not ? _("are not found with a word that begins with “%s”")
                          : _("are found with a word that begins with “%s”"), text);
    case RG_OP_ENDS:
      return rg_fill (not ? _("are not found with a word that ends with “%s”")
                          : _("are found with a word that ends with “%s”"), text);
    default:
      return rg_fill (not ? _("are not found with “%s”") : _("are found with “%s”"), text);
    }
}

/* --- what nobody may have supplied -------------------------------------------------------- */

static gboolean
rg_data_has_postcode (const RgDataset *dataset)
{
  return dataset->postcodes.n > 0;
}

const RgRuleNeed rg_need_postcode = {
  .has = rg_data_has_postcode, .none = N_("No data: nobody’s postcode is known."),
};

/* --- facts about one person --------------------------------------------------------------- */

/* As it is searched: folded. The name alone, or all of it. */
static char *
rg_text_fact (const RgRule *rule, const RgSegmentContext *context)
{
  const RgCustomerChunk *chunk = rg_dataset_chunk (context->dataset, 0);
  const gboolean name = g_str_equal (rule->kind->keyword, "name");
  const guint32 *others = chunk->other_start;
  g_autofree char *text =
    g_strdup_printf ("%.*s %.*s", (int) chunk->name_start[1] - 1, chunk->text,
                     name ? 0 : (int) (others[1] - others[0]) - 1, chunk->text + others[0]);

  g_strstrip (text);
  /* Translators: of one customer: the words that they are found by. */
  return *text != '\0' ? g_strdup_printf (_("is found by “%s”"), text) : g_strdup (_("not known"));
}

/* --- what would turn them ----------------------------------------------------------------- */

static char *
rg_words_turn (const RgRule *rule, const RgSegmentContext *context, RgTurn *turn)
{
  return rg_turn_words (turn, rule);
}

/* --- the table ---------------------------------------------------------------------------- */

const RgRuleKind rg_word_kinds[] = {
  { "country", N_("Country"), "country is \"Norway\" or \"Sweden\"", RG_CHAPTER_PERSON,
    RG_FIELD_NAMES, RG_OPS_TEXT, RG_LIST_COUNTRIES, .scan = rg_scan_country, .fact = rg_place_fact,
    .turn = rg_words_turn, .phrase = rg_place_phrase },
  { "city", N_("City"), "city is not \"Oslo\"", RG_CHAPTER_PERSON,
    RG_FIELD_NAMES, RG_OPS_TEXT, RG_LIST_CITIES, .scan = rg_scan_city,
    .phrase = rg_place_phrase, .fact = rg_place_fact, .turn = rg_words_turn },
  { "name", N_("Text in the Name"), "name contains \"ann\"", RG_CHAPTER_PERSON,
    RG_FIELD_TEXT, RG_OPS_PART, .scan = rg_scan_name,
    .phrase = rg_name_phrase, .fact = rg_text_fact, .turn = rg_words_turn },
  { "postcode", N_("Postcode"), "postcode starts with \"50\"", RG_CHAPTER_PERSON,
    RG_FIELD_TEXT, RG_OPS_PART, .scan = rg_scan_postcode, .phrase = rg_postcode_phrase,
    .fact = rg_postcode_fact, .turn = rg_words_turn, .need = &rg_need_postcode },
  { "text", N_("Text Anywhere"), "text contains \"example.org\"", RG_CHAPTER_PERSON,
    RG_FIELD_TEXT, RG_OPS_PART, .scan = rg_scan_text,
    .phrase = rg_text_phrase, .fact = rg_text_fact, .turn = rg_words_turn },
  { NULL },
};
