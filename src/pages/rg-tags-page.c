/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The page of tags. */
#include "pages/rg-tags-page.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-tag-dialog.h"
#include "pages/rg-writes.h"
#include "store/rg-store-tags.h"

/* So many are shown at a time. */
#define RG_TAGS_SHOWN 100

struct _RgTagsPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  AdwPreferencesGroup *list;
  GtkWidget *more_button;

  RgStore *store;
  GPtrArray *tags; /* RgTag; NULL before they are read */
  GPtrArray *rows; /* borrowed, in the same order */
  guint n_shown;
  int focus;       /* the row that gets the keyboard when the list is there; -1: none */
};

enum { PROP_0, PROP_STORE, PROP_QUERY, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgTagsPage, rg_tags_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- the list --- */

/* "1,204 customers · 2 segments" */
static char *
rg_tags_page_dup_subtitle (const RgTag *tag)
{
  g_autofree char *number = rg_number_format (tag->n_customers);
  /* Translators: %s is a number: of how many customers have a tag. */
  g_autofree char *customers =
      g_strdup_printf (P_("%s customer", "%s customers", tag->n_customers), number);
  g_autofree char *segments = NULL;

  if (tag->n_segments == 0)
    return g_steal_pointer (&customers);
  segments = g_strdup_printf (P_("%u segment", "%u segments", tag->n_segments), tag->n_segments);
  return g_strdup_printf ("%s · %s", customers, segments);
}

static void
rg_tags_page_open_cb (RgTagsPage *self, GtkWidget *row)
{
  guint at = 0;

  if (!g_ptr_array_find (self->rows, row, &at))
    return;
  self->focus = (int) at;
  adw_dialog_present (rg_tag_dialog_new (self->store, self->tags->pdata[at], self->tags),
                      GTK_WIDGET (self));
}

static GtkWidget *
rg_tags_page_new_row (RgTagsPage *self, const RgTag *tag)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *subtitle = rg_tags_page_dup_subtitle (tag);

  gtk_widget_add_css_class (dot, "rg-dot");
  /* An empty circle would be a choice to make. */
  if (*rg_tag_colour_class (tag->colour) != '\0')
    gtk_widget_add_css_class (dot, rg_tag_colour_class (tag->colour));
  else
    gtk_widget_set_opacity (dot, 0);
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  if (rg_tag_colour_name (tag->colour) != NULL)
    gtk_widget_set_tooltip_text (dot, _(rg_tag_colour_name (tag->colour)));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), tag->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), dot);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (rg_tags_page_open_cb), self,
                           G_CONNECT_SWAPPED);
  rg_writes_guard (row, self->store);
  return row;
}

static void
rg_tags_page_fill (RgTagsPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->list, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < MIN (self->tags->len, self->n_shown); i++)
    {
      GtkWidget *row = rg_tags_page_new_row (self, self->tags->pdata[i]);

      adw_preferences_group_add (self->list, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (self->more_button, self->tags->len > self->n_shown);
  gtk_stack_set_visible_child_name (self->stack, self->tags->len > 0 ? "tags" : "empty");
  if (self->focus >= 0 && self->rows->len > 0)
    gtk_widget_grab_focus (
        self->rows->pdata[MIN ((guint) self->focus, self->rows->len - 1)]);
  self->focus = -1;
}

static void
rg_tags_page_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTagsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GPtrArray *tags = rg_store_read_tags_finish (RG_STORE (source), result, &error);

  if (self->store == NULL)
    {
      g_clear_pointer (&tags, g_ptr_array_unref);
      return;
    }
  if (tags != NULL)
    {
      g_clear_pointer (&self->tags, g_ptr_array_unref);
      self->tags = tags;
      rg_tags_page_fill (self);
      return;
    }
  text = rg_error_text (error);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
rg_tags_page_read (RgTagsPage *self)
{
  rg_store_read_tags_async (self->store, NULL, rg_tags_page_read_cb, g_object_ref (self));
}

static void
rg_tags_page_changed_cb (RgTagsPage *self, RgChanges *changes)
{
  static const char *const tables[] = { "tag", "customer_tag", "segment", "customer" };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (rg_changes_touches (changes, tables[i]))
      {
        rg_tags_page_read (self);
        return;
      }
}

static void
rg_tags_page_more_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgTagsPage *self = RG_TAGS_PAGE (widget);

  self->focus = (int) self->n_shown;
  self->n_shown += RG_TAGS_SHOWN;
  rg_tags_page_fill (self);
}

/* --- GObject --- */

static void
rg_tags_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STORE)
    RG_TAGS_PAGE (object)->store = g_value_dup_object (value);
  else if (id != PROP_QUERY)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_tags_page_constructed (GObject *object)
{
  RgTagsPage *self = RG_TAGS_PAGE (object);

  G_OBJECT_CLASS (rg_tags_page_parent_class)->constructed (object);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (rg_tags_page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_tags_page_read (self);
}

static void
rg_tags_page_dispose (GObject *object)
{
  RgTagsPage *self = RG_TAGS_PAGE (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->tags, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_TAGS_PAGE);
  G_OBJECT_CLASS (rg_tags_page_parent_class)->dispose (object);
}

static void
rg_tags_page_finalize (GObject *object)
{
  g_ptr_array_unref (RG_TAGS_PAGE (object)->rows);
  G_OBJECT_CLASS (rg_tags_page_parent_class)->finalize (object);
}

static void
rg_tags_page_class_init (RgTagsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = rg_tags_page_constructed;
  object_class->dispose = rg_tags_page_dispose;
  object_class->finalize = rg_tags_page_finalize;
  object_class->set_property = rg_tags_page_set_property;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE, flags);
  props[PROP_QUERY] = g_param_spec_variant ("query", NULL, NULL, G_VARIANT_TYPE_VARDICT, NULL,
                                            flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-tags-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgTagsPage, list);
  gtk_widget_class_bind_template_child (widget_class, RgTagsPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, RgTagsPage, stack);
  gtk_widget_class_install_action (widget_class, "page.more", NULL, rg_tags_page_more_action);
}

static void
rg_tags_page_init (RgTagsPage *self)
{
  self->rows = g_ptr_array_new ();
  self->n_shown = RG_TAGS_SHOWN;
  self->focus = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}
