/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What stands beside the number in the panel "Now". */
#include "pages/rg-segment-aside.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-segment-time.h"
#include "rules/rg-difference.h"
#include "rules/rg-why.h"
#include "store/rg-segment-past.h"
#include "store/rg-store-segments.h"
#include "store/rg-why-records.h"
#include "widgets/rg-chart-plot.h"
#include "widgets/rg-speak.h"

#define RG_ASIDE_MONTHS 12
#define RG_ASIDE_PRODUCTS 3
/* So long (ms) the rules have to rest. */
#define RG_ASIDE_REST 700
#define RG_ASIDE_TYPING 300
/* More of the same name are not told of. */
#define RG_ASIDE_NAMES 5

struct _RgSegmentAside
{
  GtkBox parent_instance;

  GtkWidget *months_box;
  RgChartPlot *plot;
  GtkWidget *also_box;
  GtkBox *also_list;
  GtkEditable *ask_entry;
  GtkLabel *ask_answer;
  GPtrArray *asked;  /* GVariant: the receipts that its links open */

  RgStore *store;
  RgNode *root;     /* finished */
  guint rest;       /* a source, or 0 */
  guint typing;     /* the same of the question */
  RgRuleCache *cache; /* for asking of one after the other */
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (RgSegmentAside, rg_segment_aside, GTK_TYPE_BOX)

/* --- month by month ----------------------------------------------------------------------- */

static void
rg_segment_aside_months_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSegmentAside) self = data;
  g_autoptr (RgSegmentPast) past = rg_segment_past_finish (result, NULL);

  if (past == NULL || self->store == NULL)
    return;
  rg_chart_plot_take_chart (self->plot, rg_segment_time_new_chart (past->months));
  gtk_widget_set_visible (self->months_box, TRUE);
}

/* --- also buy ----------------------------------------------------------------------------- */

typedef struct {
  RgNode *root;
  RgDataset *dataset;
  RgShop *shop;
} RgAlsoJob;

/* A product that members buy more often, and who of them does. */
typedef struct {
  char *name;
  char *words;
  GArray *ids;
} RgAlso;

static void
rg_also_job_free (gpointer data)
{
  RgAlsoJob *job = data;

  rg_node_free (job->root);
  rg_dataset_unref (job->dataset);
  rg_shop_free (job->shop);
  g_free (job);
}

static void
rg_also_free (gpointer data)
{
  RgAlso *also = data;

  g_free (also->name);
  g_free (also->words);
  g_array_unref (also->ids);
  g_free (also);
}

static RgAlso *
rg_also_new (const RgTraits *traits, const RgDifference *difference, const RgBitset *members)
{
  const RgDataset *dataset = rg_traits_get_dataset (traits);
  g_autoptr (RgBitset) have = rg_traits_members (traits, difference->trait);
  RgAlso *also = g_new0 (RgAlso, 1);

  also->name = g_strdup (rg_traits_get (traits, difference->trait)->name);
  also->words = rg_difference_dup_words (difference);
  also->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  rg_bitset_and (have, members);
  for (guint i = rg_bitset_next (have, 0); i < have->n_bits; i = rg_bitset_next (have, i + 1))
    {
      const gint64 id = rg_dataset_customer_id (dataset, i);

      g_array_append_val (also->ids, id);
    }
  return also;
}

static void
rg_also_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const RgAlsoJob *job = data;
  const RgSegmentContext context = rg_segment_past_context (
    job->dataset, job->shop, rg_shop_get_counting_day (job->shop, job->dataset));
  const RgMakeUpBasis basis = { context.today, job->shop->country, job->shop->address };
  g_autoptr (RgBitset) members = rg_segment_evaluate (job->root, &context);
  g_autoptr (RgBitset) others = rg_bitset_copy (job->dataset->live);
  GPtrArray *list = g_ptr_array_new_with_free_func (rg_also_free);
  RgTraits *traits = rg_traits_new (&context, &basis, job->shop->currency);
  g_autofree guint8 *marks = g_new0 (guint8, rg_traits_get_n (traits) + 1);
  g_autoptr (GArray) differences = NULL;

  rg_bitset_and_not (others, members);
  rg_traits_mark_rules (traits, &context, job->root, marks);
  differences = rg_differences_new (traits, members, others, marks);
  for (guint i = 0; i < differences->len && list->len < RG_ASIDE_PRODUCTS; i++)
    {
      const RgDifference *difference = &g_array_index (differences, RgDifference, i);

      if (difference->told && difference->ratio > 1 &&
          rg_traits_get (traits, difference->trait)->sort == RG_TRAIT_PRODUCT)
        g_ptr_array_add (list, rg_also_new (traits, difference, members));
    }
  rg_traits_free (traits);
  g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
}

static GtkWidget *
rg_segment_aside_new_link (const RgAlso *also)
{
  GtkWidget *button = gtk_button_new_with_label (also->name);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));
  GVariantDict query;

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, also->words);
  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "title", "s", also->name);
  g_variant_dict_insert_value (&query, "customers",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, also->ids->data,
                                                          also->ids->len, sizeof (gint64)));
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), g_variant_dict_end (&query));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-people");
  return button;
}

static void
rg_segment_aside_also_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSegmentAside) self = data;
  g_autoptr (GPtrArray) list = g_task_propagate_pointer (G_TASK (result), NULL);
  GtkWidget *child;

  if (list == NULL || self->store == NULL)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->also_list))) != NULL)
    gtk_box_remove (self->also_list, child);
  for (guint i = 0; i < list->len; i++)
    gtk_box_append (self->also_list, rg_segment_aside_new_link (list->pdata[i]));
  gtk_widget_set_visible (self->also_box, list->len > 0);
}

static void
rg_segment_aside_ask_also (RgSegmentAside *self, RgDataset *dataset)
{
  g_autoptr (GTask) task = g_task_new (self, self->reading, rg_segment_aside_also_cb,
                                       g_object_ref (self));
  RgAlsoJob *job = g_new0 (RgAlsoJob, 1);

  job->root = rg_node_copy (self->root);
  job->dataset = rg_dataset_ref (dataset);
  job->shop = rg_shop_copy (rg_store_get_shop (self->store));
  g_task_set_task_data (task, job, rg_also_job_free);
  g_task_run_in_thread (task, rg_also_in_thread);
}

/* --- why ---------------------------------------------------------------------------------- */

/* Text as it is, in what is markup. */
static void
rg_aside_add (GString *out, const char *before, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (out, "\n%s%s", before, escaped);
}

/* A link to the receipts that decide a rule. */
static void
rg_aside_add_receipts (GString *out, GPtrArray *asked, const RgRuleWhy *why, const char *sentence)
{
  const guint n = why->receipts != NULL ? why->receipts->len : 0;
  g_autofree char *number = rg_number_format (n);
  g_autofree char *text = NULL;
  GVariantDict query;

  if (n == 0)
    return;
  text = n < why->n_receipts
           /* Translators: of more receipts than are listed; a number. */
           ? g_strdup_printf (_("The latest %s receipts"), number)
           : g_strdup_printf (P_("%s receipt", "%s receipts", n), number);
  g_string_append_printf (out, "\n    <a href=\"%u\">%s</a>", asked->len, text);
  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "title", "s", sentence);
  g_variant_dict_insert_value (&query, "receipts",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_INT64,
                                                          why->receipts->data, n,
                                                          sizeof (gint64)));
  g_ptr_array_add (asked, g_variant_ref_sink (g_variant_dict_end (&query)));
}

static void
rg_segment_aside_add_rule (RgSegmentAside *self, GString *out, const RgNode *node,
                           const RgRuleWhy *why, const char *currency)
{
  g_autofree char *sentence = rg_rule_sentence (&node->rule, currency);

  rg_aside_add (out, why->holds ? "✓ " : "✗ ", sentence);
  if (why->fact != NULL)
    rg_aside_add (out, "    ", why->fact);
  if (why->change != NULL && (why->turns || why->turn.nothing))
    rg_aside_add (out, "    ", why->change);
  rg_aside_add_receipts (out, self->asked, why, sentence);
}

static char *
rg_segment_aside_dup_why (RgSegmentAside *self, RgNode *root, const RgShop *shop,
                          const RgWhy *why, const char *name)
{
  g_autoptr (GPtrArray) nodes = rg_node_flatten (root);
  g_autofree char *escaped = g_markup_escape_text (name, -1);
  GString *out = g_string_new (NULL);

  /* Translators: %s is a person's name. */
  g_string_append_printf (out, why->member ? _("%s is in.") : _("%s is not in."), escaped);
  for (guint i = 0; i < nodes->len; i++)
    {
      const RgNode *node = nodes->pdata[i];

      if (node->type == RG_NODE_RULE && !why->nodes[i].passed_over)
        rg_segment_aside_add_rule (self, out, node, &why->nodes[i], shop->currency);
    }
  return g_string_free (out, FALSE);
}

static gboolean
rg_segment_aside_link_cb (RgSegmentAside *self, const char *link)
{
  const guint64 at = g_ascii_strtoull (link, NULL, 10);

  if (at < self->asked->len)
    gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.show-receipts",
                                        self->asked->pdata[at]);
  return TRUE;
}

typedef struct {
  RgDataset *dataset;
  char *words;
  gint64 ids[RG_ASIDE_NAMES];
  guint n;
  guint found;
  GPtrArray *members;
  RgNode *root;
  RgShop *shop;
  RgRuleCache *cache;
  RgWhy *why; /* where one is found */
} RgAskRead;

static void
rg_ask_read_free (gpointer data)
{
  RgAskRead *read = data;

  g_clear_pointer (&read->dataset, rg_dataset_unref);
  g_clear_pointer (&read->members, g_ptr_array_unref);
  g_clear_pointer (&read->why, rg_why_free);
  rg_node_free (read->root);
  rg_shop_free (read->shop);
  rg_rule_cache_unref (read->cache);
  g_free (read->words);
  g_free (read);
}

static gboolean
rg_ask_explain (RgDb *db, RgAskRead *read, guint position, GError **error)
{
  RgSegmentContext context = rg_segment_past_context (
    read->dataset, read->shop, rg_shop_get_counting_day (read->shop, read->dataset));

  context.cache = read->cache;
  read->why = rg_segment_explain (read->root, &context, position, read->shop->currency);
  return rg_why_add_records (db, read->shop, read->root, read->why, read->ids[0], error);
}

static gboolean
rg_ask_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgAskRead *read = data;
  g_autoptr (RgBitset) found = rg_dataset_search (read->dataset, read->words);

  read->found = rg_bitset_count (found);
  for (guint i = rg_bitset_next (found, 0); i < found->n_bits && read->n < RG_ASIDE_NAMES;
       i = rg_bitset_next (found, i + 1))
    read->ids[read->n++] = rg_dataset_customer_id (read->dataset, i);
  read->members = rg_segment_read_members (db, read->ids, read->n, error);
  return read->members != NULL &&
         (read->found != 1 || rg_ask_explain (db, read, rg_bitset_next (found, 0), error));
}

/* As markup. */
static char *
rg_segment_aside_dup_answer (RgSegmentAside *self, const RgAskRead *read)
{
  GString *out;

  if (read->members->len == 0)
    return g_strdup (_("Nobody is found by these words."));
  if (read->why != NULL)
    return rg_segment_aside_dup_why (self, read->root, read->shop, read->why,
                                     ((RgSegmentMember *) read->members->pdata[0])->name);
  out = g_string_new (_("Several are found:"));
  for (guint i = 0; i < read->members->len; i++)
    rg_aside_add (out, "", ((RgSegmentMember *) read->members->pdata[i])->name);
  if (read->found > read->members->len)
    g_string_append (out, "\n…");
  return g_string_free (out, FALSE);
}

static void
rg_segment_aside_asked_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSegmentAside) self = data;
  const RgAskRead *read = rg_store_read_get_data (result);
  g_autofree char *answer = NULL;

  if (!rg_store_read_finish (RG_STORE (store), result, NULL) || self->store == NULL ||
      self->root == NULL ||
      !g_str_equal (read->words, gtk_editable_get_text (self->ask_entry)))
    return;
  g_ptr_array_set_size (self->asked, 0);
  answer = rg_segment_aside_dup_answer (self, read);
  gtk_label_set_markup (self->ask_answer, answer);
  gtk_widget_set_visible (GTK_WIDGET (self->ask_answer), TRUE);
  rg_speak_at_rest (GTK_WIDGET (self), gtk_label_get_text (self->ask_answer));
}

/* By name, number, e-mail or whatever a search finds. */
static void
rg_segment_aside_ask (RgSegmentAside *self)
{
  const char *words = gtk_editable_get_text (self->ask_entry);
  g_autoptr (RgDataset) dataset = self->store != NULL ? rg_store_get_dataset (self->store) : NULL;
  RgAskRead *read;

  g_clear_handle_id (&self->typing, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->ask_answer), FALSE);
  if (dataset == NULL || self->root == NULL || *words == '\0')
    return;
  read = g_new0 (RgAskRead, 1);
  read->dataset = g_steal_pointer (&dataset);
  read->words = g_strdup (words);
  read->root = rg_node_copy (self->root);
  read->shop = rg_shop_copy (rg_store_get_shop (self->store));
  read->cache = rg_rule_cache_ref (self->cache);
  rg_store_read_async (self->store, RG_READER_ROWS, rg_ask_in_thread, read, rg_ask_read_free, NULL,
                       rg_segment_aside_asked_cb, g_object_ref (self));
}

static gboolean
rg_segment_aside_typing_cb (gpointer data)
{
  RgSegmentAside *self = data;

  self->typing = 0;
  rg_segment_aside_ask (self);
  return G_SOURCE_REMOVE;
}

static void
rg_segment_aside_ask_cb (RgSegmentAside *self)
{
  g_clear_handle_id (&self->typing, g_source_remove);
  self->typing = g_timeout_add (RG_ASIDE_TYPING, rg_segment_aside_typing_cb, self);
}

/* --- following ---------------------------------------------------------------------------- */

static gboolean
rg_segment_aside_rest_cb (gpointer data)
{
  RgSegmentAside *self = data;
  const RgSegmentPastQuery query = { .months = RG_ASIDE_MONTHS, .on = RG_DAY_NONE,
                                     .from = RG_DAY_NONE, .to = RG_DAY_NONE };
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (self->store);

  self->rest = 0;
  if (dataset == NULL)
    return G_SOURCE_REMOVE;
  self->reading = g_cancellable_new ();
  rg_segment_past_async (self->store, self->root, &query, self->reading,
                         rg_segment_aside_months_cb, g_object_ref (self));
  rg_segment_aside_ask_also (self, dataset);
  return G_SOURCE_REMOVE;
}

static void
rg_segment_aside_stop (RgSegmentAside *self)
{
  g_clear_handle_id (&self->rest, g_source_remove);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

/* Only what is seen is counted. */
static void
rg_segment_aside_wait (RgSegmentAside *self)
{
  rg_segment_aside_stop (self);
  if (self->root != NULL && self->store != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->rest = g_timeout_add (RG_ASIDE_REST, rg_segment_aside_rest_cb, self);
}

void
rg_segment_aside_follow (RgSegmentAside *self, RgStore *store, const RgNode *root)
{
  if (self->store == NULL)
    self->store = g_object_ref (store);
  g_clear_pointer (&self->root, rg_node_free);
  self->root = rg_node_copy (root);
  rg_node_prune (self->root);
  rg_segment_aside_wait (self);
}

static void
rg_segment_aside_dispose (GObject *object)
{
  RgSegmentAside *self = RG_SEGMENT_ASIDE (object);

  rg_segment_aside_stop (self);
  g_clear_handle_id (&self->typing, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_SEGMENT_ASIDE);
  g_clear_object (&self->store);
  g_clear_pointer (&self->root, rg_node_free);
  g_clear_pointer (&self->cache, rg_rule_cache_unref);
  g_clear_pointer (&self->asked, g_ptr_array_unref);
  G_OBJECT_CLASS (rg_segment_aside_parent_class)->dispose (object);
}

static void
rg_segment_aside_class_init (RgSegmentAsideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_segment_aside_dispose;
  g_type_ensure (RG_TYPE_CHART_PLOT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-segment-aside.ui");
  gtk_widget_class_bind_template_child (widget_class, RgSegmentAside, also_box);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentAside, also_list);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentAside, ask_answer);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentAside, ask_entry);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentAside, months_box);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentAside, plot);
  gtk_widget_class_bind_template_callback (widget_class, rg_segment_aside_ask_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_segment_aside_link_cb);
}

static void
rg_segment_aside_init (RgSegmentAside *self)
{
  self->cache = rg_rule_cache_new ();
  self->asked = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (rg_segment_aside_wait), NULL);
}
