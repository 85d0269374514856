/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Lists receipts, some at a time: found in the dataset, so that they are the very ones that the
 * number counted, and read with their words from the file. */
#include "pages/rg-receipts-page.h"

#include "analysis/rg-receipts.h"
#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "store/rg-store-receipts.h"
#include "store/rg-store-segments.h"

#define RG_RECEIPTS_AT_ONCE 50
#define RG_RECEIPTS_A_TURN 8

struct _RgReceiptsPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  GtkLabel *summary;
  GtkListBox *list;
  GtkWidget *more_button;
  AdwStatusPage *failed_page;

  RgStore *store;
  GVariant *variant;
  RgReceiptQuery query;
  char *segment;      /* only its members' receipts; NULL: everybody's */
  GVariant *people;   /* ax: only their receipts; NULL: everybody's */
  GVariant *named;    /* ax: only these receipts; NULL: all */
  RgFoundReceipts *found;
  guint n_shown;      /* of those found, the ones being read included */
  guint reading_from; /* the first of those that are being read, or come next */
  GPtrArray *coming;  /* RgReceipt: read, and not all in the list yet */
  guint n_come;
  guint coming_source;
  GCancellable *cancellable;
};

enum
{
  PROP_STORE = 1,
  PROP_QUERY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RgReceiptsPage, rg_receipts_page, ADW_TYPE_NAVIGATION_PAGE)

static const char *
rg_receipts_page_currency (RgReceiptsPage *self)
{
  return rg_store_get_shop (self->store)->currency;
}

static GtkWidget *
rg_receipts_page_amount (RgReceiptsPage *self, gint64 minor)
{
  g_autofree char *text = rg_money_format (minor, rg_receipts_page_currency (self));
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  return label;
}

/* "19 Nov 2026, 14:32" */
static char *
rg_receipts_page_when (const RgReceipt *receipt)
{
  g_autofree char *day = rg_day_format (receipt->day);
  g_autofree char *time = NULL;

  if (receipt->second == RG_TIME_NONE)
    return g_steal_pointer (&day);
  time = rg_time_format (receipt->second);
  /* TRANSLATORS: day and time of a receipt */
  return g_strdup_printf (_("%s, %s"), day, time);
}

static char *
rg_receipts_page_subtitle (const RgReceipt *receipt)
{
  g_autofree char *lines
    = g_strdup_printf (P_("%u line", "%u lines", receipt->lines->len), receipt->lines->len);
  GString *text = g_string_new (NULL);

  if (receipt->customer_name != NULL)
    g_string_append_printf (text, "%s · ", receipt->customer_name);
  if (*receipt->location != '\0')
    g_string_append_printf (text, "%s · ", receipt->location);
  /* TRANSLATORS: %s is the till's number of a receipt */
  g_string_append_printf (text, _("Receipt %s"), receipt->number);
  g_string_append_printf (text, " · %s", lines);
  return g_string_free (text, FALSE);
}

static const char *
rg_receipts_page_kind (RgLineKind kind)
{
  switch (kind)
    {
    case RG_LINE_RETURN:
      return _("Returned");
    case RG_LINE_FEE:
      return _("Fee, not in net sales");
    case RG_LINE_ADJUSTMENT:
      return _("Correction, not in net sales");
    case RG_LINE_GIFT_CARD:
      return _("Gift card, not in net sales");
    case RG_LINE_SALE:
    default:
      return NULL;
    }
}

static GtkWidget *
rg_receipts_page_line (RgReceiptsPage *self, const RgReceiptLine *line)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean whole = line->quantity_milli % RG_QUANTITY_UNIT == 0;
  g_autofree char *quantity = rg_number_format_decimal (
    (double) line->quantity_milli / RG_QUANTITY_UNIT, whole ? 0 : 3);
  /* TRANSLATORS: quantity and product on a receipt: "2 × Coffee filters" */
  g_autofree char *title = g_strdup_printf (_("%s × %s"), quantity, line->product);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (rg_receipts_page_kind (line->kind) != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), rg_receipts_page_kind (line->kind));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             rg_receipts_page_amount (self, line->net_minor));
  return row;
}

static GtkWidget *
rg_receipts_page_customer_row (const RgReceipt *receipt)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), receipt->customer_name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-customer");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", receipt->customer);
  return row;
}

/* "Home delivery, 8 Oct 2026, €4.90, ordered at web", and below it where to. */
static GtkWidget *
rg_receipts_page_delivery_row (RgReceiptsPage *self, const RgDelivery *delivery)
{
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *title = NULL;

  g_ptr_array_add (words, g_strdup (*delivery->method != '\0' ? delivery->method
                                                              : _("Sent home")));
  if (delivery->sent_on != RG_DAY_NONE)
    g_ptr_array_add (words, rg_day_format (delivery->sent_on));
  if (delivery->has_cost)
    g_ptr_array_add (words, rg_money_format (delivery->cost_minor,
                                             rg_store_get_shop (self->store)->currency));
  if (*delivery->placed != '\0')
    /* Translators: %s is where an order was placed, in the web shop's words. */
    g_ptr_array_add (words, g_strdup_printf (_("ordered at %s"), delivery->placed));
  g_ptr_array_add (words, NULL);
  title = g_strjoinv (" · ", (char **) words->pdata);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), delivery->address);
  return row;
}

/* The lines are made when somebody wants to see them. */
static void
rg_receipts_page_expanded_cb (AdwExpanderRow *row, GParamSpec *pspec, RgReceiptsPage *self)
{
  RgReceipt *receipt = g_object_get_data (G_OBJECT (row), "receipt");

  if (receipt == NULL || !adw_expander_row_get_expanded (row))
    return;
  for (guint i = 0; i < receipt->lines->len; i++)
    adw_expander_row_add_row (
      row, rg_receipts_page_line (self, g_ptr_array_index (receipt->lines, i)));
  if (receipt->delivery != NULL)
    adw_expander_row_add_row (row, rg_receipts_page_delivery_row (self, receipt->delivery));
  if (receipt->customer_name != NULL)
    adw_expander_row_add_row (row, rg_receipts_page_customer_row (receipt));
  g_object_set_data (G_OBJECT (row), "receipt", NULL);
}

/* Takes the receipt over. */
static void
rg_receipts_page_add_row (RgReceiptsPage *self, RgReceipt *receipt, gint64 net)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *title = rg_receipts_page_when (receipt);
  g_autofree char *subtitle = rg_receipts_page_subtitle (receipt);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), rg_receipts_page_amount (self, net));
  g_object_set_data_full (G_OBJECT (row), "receipt", receipt, (GDestroyNotify) rg_receipt_free);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (rg_receipts_page_expanded_cb),
                           self, 0);
  gtk_list_box_append (self->list, row);
}

/* The receipts that were read come in the order of those that were found. */
static gint64
rg_receipts_page_net_of (RgReceiptsPage *self, gint64 id, guint *from)
{
  for (guint i = *from; i < self->n_shown; i++)
    {
      const RgFoundReceipt *found = &g_array_index (self->found->receipts, RgFoundReceipt, i);

      if (found->id != id)
        continue;
      *from = i + 1;
      return found->net;
    }
  return 0;
}

static void
rg_receipts_page_forget_coming (RgReceiptsPage *self)
{
  g_clear_handle_id (&self->coming_source, g_source_remove);
  g_clear_pointer (&self->coming, g_ptr_array_unref);
}

/* Fifty rows at once would hold the window up for half a tenth of a second. */
static gboolean
rg_receipts_page_add_some_cb (gpointer data)
{
  RgReceiptsPage *self = data;
  const guint end = MIN (self->n_come + RG_RECEIPTS_A_TURN, self->coming->len);

  for (; self->n_come < end; self->n_come++)
    {
      RgReceipt *receipt = g_steal_pointer (&self->coming->pdata[self->n_come]);

      rg_receipts_page_add_row (self, receipt,
                                rg_receipts_page_net_of (self, receipt->id, &self->reading_from));
    }
  gtk_stack_set_visible_child_name (self->stack, "list");
  if (self->n_come < self->coming->len)
    return G_SOURCE_CONTINUE;
  gtk_widget_set_sensitive (self->more_button, TRUE);
  gtk_widget_set_visible (self->more_button, self->n_shown < self->found->receipts->len);
  self->coming_source = 0;
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  return G_SOURCE_REMOVE;
}

static void
rg_receipts_page_fail (RgReceiptsPage *self, const GError *error)
{
  g_autofree char *text = rg_error_text (error);

  adw_status_page_set_description (self->failed_page, text);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
rg_receipts_page_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) receipts
    = rg_receipts_read_finish (RG_STORE (source), result, &error);
  g_autoptr (RgReceiptsPage) self = data;

  if (self->store == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (receipts == NULL)
    {
      rg_receipts_page_fail (self, error);
      return;
    }
  rg_receipts_page_forget_coming (self);
  self->coming = g_steal_pointer (&receipts);
  self->n_come = 0;
  self->coming_source = g_idle_add (rg_receipts_page_add_some_cb, self);
}

static void
rg_receipts_page_show_more (RgReceiptsPage *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint end = MIN (self->n_shown + RG_RECEIPTS_AT_ONCE, self->found->receipts->len);

  for (guint i = self->n_shown; i < end; i++)
    g_array_append_val (ids, g_array_index (self->found->receipts, RgFoundReceipt, i).id);
  self->reading_from = self->n_shown;
  self->n_shown = end;
  gtk_widget_set_sensitive (self->more_button, FALSE);
  rg_receipts_read_async (self->store, (const gint64 *) (gpointer) ids->data, ids->len,
                          self->cancellable, rg_receipts_page_read_cb, g_object_ref (self));
}

static void
rg_receipts_page_show_more_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rg_receipts_page_show_more (RG_RECEIPTS_PAGE (widget));
}

static void
rg_receipts_page_sum_up (RgReceiptsPage *self)
{
  guint n = self->found->receipts->len;
  g_autofree char *count = rg_number_format (n);
  g_autofree char *money = rg_money_format (self->found->net, rg_receipts_page_currency (self));
  /* TRANSLATORS: number of receipts, then their net sales */
  g_autofree char *text
    = g_strdup_printf (P_("%s receipt, %s", "%s receipts, %s", n), count, money);

  gtk_label_set_label (self->summary, text);
}

typedef struct {
  RgDataset *dataset;
  RgShop *shop;
  char *segment; /* a text, or NULL */
  GVariant *people; /* ax, or NULL */
  GVariant *named;  /* ax, or NULL */
  RgReceiptQuery query;
} RgReceiptsFinding;

static void
rg_receipts_finding_free (gpointer data)
{
  RgReceiptsFinding *finding = data;

  rg_dataset_unref (finding->dataset);
  rg_shop_free (finding->shop);
  g_free (finding->segment);
  g_clear_pointer (&finding->people, g_variant_unref);
  g_clear_pointer (&finding->named, g_variant_unref);
  g_free (finding);
}

static RgBitset *
rg_receipts_finding_mark_people (const RgReceiptsFinding *finding)
{
  gsize n;
  const gint64 *ids = g_variant_get_fixed_array (finding->people, &n, sizeof (gint64));
  RgBitset *people = rg_bitset_new (finding->dataset->n_customers);

  for (gsize i = 0; i < n; i++)
    {
      guint position = rg_dataset_find_customer (finding->dataset, ids[i]);

      if (position != RG_NOBODY)
        position = rg_dataset_resolve (finding->dataset, position);
      if (position != RG_NOBODY)
        rg_bitset_add (people, position);
    }
  return people;
}

static void
rg_receipts_find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RgReceiptsFinding *finding = data;
  g_autoptr (RgBitset) members = NULL;

  if (finding->segment != NULL)
    finding->query.customers = members
      = rg_segment_evaluate_text (finding->dataset, finding->shop, finding->segment);
  else if (finding->people != NULL)
    finding->query.customers = members = rg_receipts_finding_mark_people (finding);
  if (finding->named != NULL)
    finding->query.receipts = g_variant_get_fixed_array (finding->named,
                                                         &finding->query.n_receipts,
                                                         sizeof (gint64));
  g_task_return_pointer (task, rg_receipts_find (finding->dataset, &finding->query),
                         (GDestroyNotify) rg_found_receipts_free);
}

static void
rg_receipts_page_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgReceiptsPage) self = RG_RECEIPTS_PAGE (g_object_ref (source));
  g_autoptr (RgFoundReceipts) found = g_task_propagate_pointer (G_TASK (result), NULL);

  if (found == NULL || self->store == NULL)
    return;
  g_clear_pointer (&self->found, rg_found_receipts_free);
  self->found = g_steal_pointer (&found);
  self->n_shown = 0;
  rg_receipts_page_forget_coming (self);
  gtk_list_box_remove_all (self->list);
  rg_receipts_page_sum_up (self);
  if (self->found->receipts->len == 0)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else
    rg_receipts_page_show_more (self);
}

static void
rg_receipts_page_fill (RgReceiptsPage *self)
{
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (self->store);
  g_autoptr (GTask) task = NULL;
  RgReceiptsFinding *finding;

  if (dataset == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  finding = g_new0 (RgReceiptsFinding, 1);
  finding->dataset = g_steal_pointer (&dataset);
  finding->shop = rg_shop_copy (rg_store_get_shop (self->store));
  finding->segment = g_strdup (self->segment);
  finding->people = self->people != NULL ? g_variant_ref (self->people) : NULL;
  finding->named = self->named != NULL ? g_variant_ref (self->named) : NULL;
  finding->query = self->query;
  task = g_task_new (self, self->cancellable, rg_receipts_page_found_cb, NULL);
  g_task_set_task_data (task, finding, rg_receipts_finding_free);
  g_task_run_in_thread (task, rg_receipts_find_in_thread);
}

static void
rg_receipts_page_read_query (RgReceiptsPage *self)
{
  const char *title;

  self->query = (RgReceiptQuery) RG_RECEIPT_QUERY_INIT;
  if (self->variant == NULL)
    return;
  g_variant_lookup (self->variant, "from", "i", &self->query.from);
  g_variant_lookup (self->variant, "to", "i", &self->query.to);
  g_variant_lookup (self->variant, "customer", "x", &self->query.customer);
  g_variant_lookup (self->variant, "location", "x", &self->query.location);
  g_variant_lookup (self->variant, "category", "x", &self->query.category);
  g_variant_lookup (self->variant, "product", "x", &self->query.product);
  g_variant_lookup (self->variant, "segment", "s", &self->segment);
  self->people = g_variant_lookup_value (self->variant, "customers", G_VARIANT_TYPE ("ax"));
  self->named = g_variant_lookup_value (self->variant, "receipts", G_VARIANT_TYPE ("ax"));
  if (g_variant_lookup (self->variant, "title", "&s", &title) && *title != '\0')
    adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
}

static void
rg_receipts_page_constructed (GObject *object)
{
  RgReceiptsPage *self = RG_RECEIPTS_PAGE (object);

  G_OBJECT_CLASS (rg_receipts_page_parent_class)->constructed (object);
  rg_receipts_page_read_query (self);
  g_signal_connect_object (self->store, "dataset-changed", G_CALLBACK (rg_receipts_page_fill),
                           self, G_CONNECT_SWAPPED);
  rg_receipts_page_fill (self);
}

static void
rg_receipts_page_dispose (GObject *object)
{
  RgReceiptsPage *self = RG_RECEIPTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  rg_receipts_page_forget_coming (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_RECEIPTS_PAGE);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_receipts_page_parent_class)->dispose (object);
}

static void
rg_receipts_page_finalize (GObject *object)
{
  RgReceiptsPage *self = RG_RECEIPTS_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->found, rg_found_receipts_free);
  g_clear_pointer (&self->variant, g_variant_unref);
  g_clear_pointer (&self->people, g_variant_unref);
  g_clear_pointer (&self->named, g_variant_unref);
  g_free (self->segment);
  G_OBJECT_CLASS (rg_receipts_page_parent_class)->finalize (object);
}

static void
rg_receipts_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RgReceiptsPage *self = RG_RECEIPTS_PAGE (object);

  if (id == PROP_STORE)
    g_value_set_object (value, self->store);
  else if (id == PROP_QUERY)
    g_value_set_variant (value, self->variant);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_receipts_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgReceiptsPage *self = RG_RECEIPTS_PAGE (object);

  if (id == PROP_STORE)
    self->store = g_value_dup_object (value);
  else if (id == PROP_QUERY)
    self->variant = g_value_dup_variant (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_receipts_page_class_init (RgReceiptsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rg_receipts_page_constructed;
  object_class->dispose = rg_receipts_page_dispose;
  object_class->finalize = rg_receipts_page_finalize;
  object_class->get_property = rg_receipts_page_get_property;
  object_class->set_property = rg_receipts_page_set_property;
  properties[PROP_STORE]
    = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_QUERY]
    = g_param_spec_variant ("query", NULL, NULL, G_VARIANT_TYPE_VARDICT, NULL,
                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-receipts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgReceiptsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgReceiptsPage, summary);
  gtk_widget_class_bind_template_child (widget_class, RgReceiptsPage, list);
  gtk_widget_class_bind_template_child (widget_class, RgReceiptsPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, RgReceiptsPage, failed_page);
  gtk_widget_class_install_action (widget_class, "page.show-more", NULL,
                                   rg_receipts_page_show_more_action);
}

static void
rg_receipts_page_init (RgReceiptsPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
