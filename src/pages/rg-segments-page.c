/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The place Segments. Counts are live: they follow the dataset. */
#include "pages/rg-segments-page.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-look-further.h"
#include "pages/rg-segment-counter.h"
#include "store/rg-store-segments.h"

struct _RgSegmentsPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  GtkListBox *list;
  AdwStatusPage *failed_page;

  RgStore *store;
  RgRuleCache *cache;
};

enum { PROP_0, PROP_STORE, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgSegmentsPage, rg_segments_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- counts ------------------------------------------------------------------------------- */

static void
rg_segments_page_counted_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) row = data;
  GtkLabel *label = g_object_get_data (G_OBJECT (row), "rg-label");
  g_autoptr (RgDataset) dataset = NULL;
  g_autoptr (RgSegmentResult) counted = rg_segment_count_finish (result, &dataset, NULL);
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;
  const char *no_data;

  if (counted == NULL)
    return;
  no_data = rg_segment_no_data (g_object_get_data (G_OBJECT (row), "rg-root"), dataset);
  if (counted->count == 0 && no_data != NULL)
    {
      gtk_label_set_text (label, _("No data"));
      gtk_widget_set_tooltip_text (GTK_WIDGET (label), no_data);
      return;
    }
  text = rg_number_format (counted->count);
  /* Translators: %s is a number. */
  spoken = g_strdup_printf (P_("%s customer", "%s customers", counted->count), text);
  gtk_label_set_text (label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), spoken);
}

static void
rg_segments_page_count (RgSegmentsPage *self, GtkWidget *row)
{
  RgNode *root = g_object_get_data (G_OBJECT (row), "rg-root");

  if (root != NULL)
    rg_segment_count_async (self->store, root, self->cache, NULL, rg_segments_page_counted_cb,
                            g_object_ref (row));
}

static void
rg_segments_page_count_all (RgSegmentsPage *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    rg_segments_page_count (self, row);
}

/* --- rows --------------------------------------------------------------------------------- */

static GtkWidget *
rg_segments_page_new_row (RgSegmentsPage *self, const RgSavedSegment *segment)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new ("…");
  RgNode *root = rg_segment_parse (segment->text, NULL, NULL);
  g_autofree char *sentence =
    root != NULL ? rg_segment_sentence (root, rg_store_get_shop (self->store)->currency)
                 : g_strdup (_("Its rules cannot be read."));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), segment->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sentence);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "title-4");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "rg-id", g_memdup2 (&segment->id, sizeof (gint64)),
                          g_free);
  g_object_set_data_full (G_OBJECT (row), "rg-root", root, (GDestroyNotify) rg_node_free);
  g_object_set_data (G_OBJECT (row), "rg-label", label);
  return row;
}

static void
rg_segments_page_show (RgSegmentsPage *self, GPtrArray *segments)
{
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < segments->len; i++)
    gtk_list_box_append (self->list, rg_segments_page_new_row (self, segments->pdata[i]));
  gtk_stack_set_visible_child_name (self->stack, segments->len > 0 ? "list" : "empty");
  rg_segments_page_count_all (self);
}

static void
rg_segments_page_activated_cb (RgSegmentsPage *self, GtkListBoxRow *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "rg-id");

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-segment", "x", *id);
}

static void
rg_segments_page_new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-segment", "x", G_GINT64_CONSTANT (0));
}

/* --- reading ------------------------------------------------------------------------------ */

typedef struct {
  GPtrArray *segments;
} RgSegmentsRead;

static void
rg_segments_read_free (gpointer data)
{
  RgSegmentsRead *read = data;

  g_clear_pointer (&read->segments, g_ptr_array_unref);
  g_free (read);
}

static gboolean
rg_segments_page_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgSegmentsRead *read = data;

  read->segments = rg_segments_read (db, error);
  return read->segments != NULL;
}

static void
rg_segments_page_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSegmentsPage) self = RG_SEGMENTS_PAGE (data);
  RgSegmentsRead *read = rg_store_read_get_data (result);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (rg_store_read_finish (RG_STORE (object), result, &error))
    {
      if (self->store != NULL)
        rg_segments_page_show (self, read->segments);
      return;
    }
  text = rg_error_text (error);
  adw_status_page_set_description (self->failed_page, text);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
rg_segments_page_read (RgSegmentsPage *self)
{
  rg_store_read_async (self->store, RG_READER_ROWS, rg_segments_page_read_in_thread,
                       g_new0 (RgSegmentsRead, 1), rg_segments_read_free, NULL,
                       rg_segments_page_read_cb, g_object_ref (self));
}

static void
rg_segments_page_changed_cb (RgSegmentsPage *self, RgChanges *changes)
{
  if (rg_changes_touches (changes, "segment"))
    rg_segments_page_read (self);
}

/* --- GObject ------------------------------------------------------------------------------ */

static void
rg_segments_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STORE)
    g_value_set_object (value, RG_SEGMENTS_PAGE (object)->store);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_segments_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STORE)
    RG_SEGMENTS_PAGE (object)->store = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_segments_page_constructed (GObject *object)
{
  RgSegmentsPage *self = RG_SEGMENTS_PAGE (object);

  G_OBJECT_CLASS (rg_segments_page_parent_class)->constructed (object);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (rg_segments_page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "dataset-changed",
                           G_CALLBACK (rg_segments_page_count_all), self, G_CONNECT_SWAPPED);
  rg_segments_page_read (self);
}

static void
rg_segments_page_dispose (GObject *object)
{
  RgSegmentsPage *self = RG_SEGMENTS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_SEGMENTS_PAGE);
  g_clear_pointer (&self->cache, rg_rule_cache_unref);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_segments_page_parent_class)->dispose (object);
}

static void
rg_segments_page_class_init (RgSegmentsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rg_segments_page_get_property;
  object_class->set_property = rg_segments_page_set_property;
  object_class->constructed = rg_segments_page_constructed;
  object_class->dispose = rg_segments_page_dispose;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE,
                                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                             G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_type_ensure (RG_TYPE_LOOK_FURTHER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-segments-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgSegmentsPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentsPage, list);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentsPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, rg_segments_page_activated_cb);
  gtk_widget_class_install_action (widget_class, "page.new", NULL,
                                   rg_segments_page_new_action);
}

static void
rg_segments_page_init (RgSegmentsPage *self)
{
  self->cache = rg_rule_cache_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
