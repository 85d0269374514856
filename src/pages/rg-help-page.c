/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One page of the help. */
#include "pages/rg-help-page.h"

#include "base/rg-i18n.h"
#include "pages/rg-help-text.h"

#define SPACE_ABOVE_HEADING 12

struct _RgHelpPage {
  AdwNavigationPage parent_instance;

  GtkScrolledWindow *scroller;
  GtkBox *content;

  GtkWidget *place; /* the heading that was asked for; borrowed */
};

enum { OPEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgHelpPage, rg_help_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
rg_help_page_link_cb (RgHelpPage *self, GtkLinkButton *button)
{
  g_signal_emit (self, signals[OPEN], 0, gtk_link_button_get_uri (button));
  return TRUE;
}

static GtkWidget *
rg_help_page_label (GtkAccessibleRole role, const char *markup)
{
  return g_object_new (GTK_TYPE_LABEL, "accessible-role", role, "use-markup", TRUE, "label",
                       markup, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0,
                       NULL);
}

/* Links have the title of where they lead. */
static void
rg_help_page_add_links (RgHelpPage *self, const RgHelpBlock *block)
{
  for (guint i = 0; block->links != NULL && block->links[i] != NULL; i++)
    {
      g_autofree char *title = rg_help_text_dup_title (block->links[i]);
      GtkWidget *button = NULL;

      if (title == NULL)
        continue;
      button = gtk_link_button_new_with_label (block->links[i], title);
      gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      gtk_widget_set_tooltip_text (button, NULL);
      g_signal_connect_object (button, "activate-link", G_CALLBACK (rg_help_page_link_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->content, button);
    }
}

static void
rg_help_page_add_heading (RgHelpPage *self, const RgHelpBlock *block, const char *anchor)
{
  GtkWidget *label = rg_help_page_label (GTK_ACCESSIBLE_ROLE_HEADING, block->markup);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL, 2, -1);
  gtk_widget_add_css_class (label, "title-3");
  gtk_widget_set_margin_top (label, SPACE_ABOVE_HEADING);
  gtk_box_append (self->content, label);
  if (anchor != NULL && g_strcmp0 (anchor, block->anchor) == 0)
    self->place = label;
}

/* "3." or a bullet before the text. */
static void
rg_help_page_add_item (RgHelpPage *self, const RgHelpBlock *block)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  /* Translators: the number before a step of an instruction. */
  g_autofree char *number =
    block->kind == RG_HELP_STEP ? g_strdup_printf (_("%u."), block->number) : g_strdup ("•");
  GtkWidget *mark = gtk_label_new (number);
  GtkWidget *label = rg_help_page_label (GTK_ACCESSIBLE_ROLE_LABEL, block->markup);

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_label_set_width_chars (GTK_LABEL (mark), 3);
  gtk_label_set_xalign (GTK_LABEL (mark), 1);
  gtk_widget_add_css_class (mark, "numeric");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (self->content, box);
}

static void
rg_help_page_add_code (RgHelpPage *self, const RgHelpBlock *block)
{
  GtkWidget *label = rg_help_page_label (GTK_ACCESSIBLE_ROLE_LABEL, block->markup);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "card");
  gtk_widget_add_css_class (label, "rg-help-code");
  gtk_box_append (self->content, label);
}

static void
rg_help_page_add_picture (RgHelpPage *self, const RgHelpBlock *block)
{
  GtkWidget *picture = gtk_picture_new_for_resource (block->markup);

  gtk_picture_set_alternative_text (GTK_PICTURE (picture), block->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  block->text, -1);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_add_css_class (picture, "rg-help-picture");
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (self->content, picture);
}

static void
rg_help_page_add (RgHelpPage *self, const RgHelpBlock *block, const char *anchor)
{
  switch (block->kind)
    {
    case RG_HELP_HEADING:
      rg_help_page_add_heading (self, block, anchor);
      break;
    case RG_HELP_ITEM:
    case RG_HELP_STEP:
      rg_help_page_add_item (self, block);
      break;
    case RG_HELP_CODE:
      rg_help_page_add_code (self, block);
      break;
    case RG_HELP_PICTURE:
      rg_help_page_add_picture (self, block);
      break;
    case RG_HELP_PARAGRAPH:
    default:
      gtk_box_append (self->content,
                      rg_help_page_label (GTK_ACCESSIBLE_ROLE_LABEL, block->markup));
    }
  rg_help_page_add_links (self, block);
}

/* Once the text has its height: before, every place is at the top. */
static gboolean
rg_help_page_go_to_place_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  RgHelpPage *self = RG_HELP_PAGE (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_point_t at;

  if (self->place == NULL)
    return G_SOURCE_REMOVE;
  if (gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment) ||
      !gtk_widget_compute_point (self->place, GTK_WIDGET (self->content),
                                 &GRAPHENE_POINT_INIT (0, 0), &at) ||
      at.y <= 0)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (adjustment, at.y);
  self->place = NULL;
  return G_SOURCE_REMOVE;
}

/* The keys that move a page belong to the text from the start. */
static void
rg_help_page_shown (AdwNavigationPage *page)
{
  RgHelpPage *self = RG_HELP_PAGE (page);

  gtk_widget_grab_focus (GTK_WIDGET (self->scroller));
  if (self->place != NULL)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), rg_help_page_go_to_place_cb, NULL, NULL);
}

static void
rg_help_page_fill (RgHelpPage *self, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (target, "#", 2);
  g_autoptr (RgHelpText) text = parts[0] != NULL ? rg_help_text_load (parts[0]) : NULL;

  if (text == NULL)
    {
      g_autoptr (RgHelpText) none =
        rg_help_text_parse ("", _("There is no such page in the help of this version."));

      adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _("Help"));
      for (guint i = 0; i < none->blocks->len; i++)
        rg_help_page_add (self, g_ptr_array_index (none->blocks, i), NULL);
      return;
    }
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), text->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text->title, -1);
  for (guint i = 0; i < text->blocks->len; i++)
    rg_help_page_add (self, g_ptr_array_index (text->blocks, i), parts[1]);
}

static void
rg_help_page_dispose (GObject *object)
{
  RG_HELP_PAGE (object)->place = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_HELP_PAGE);

  G_OBJECT_CLASS (rg_help_page_parent_class)->dispose (object);
}

static void
rg_help_page_class_init (RgHelpPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_help_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = rg_help_page_shown;
  signals[OPEN] = g_signal_new ("open", RG_TYPE_HELP_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-help-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgHelpPage, content);
  gtk_widget_class_bind_template_child (widget_class, RgHelpPage, scroller);
}

static void
rg_help_page_init (RgHelpPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RgHelpPage *
rg_help_page_new (const char *target)
{
  RgHelpPage *self = g_object_new (RG_TYPE_HELP_PAGE, NULL);

  rg_help_page_fill (self, target);
  return self;
}

GtkWidget *
rg_help_page_get_text (RgHelpPage *self)
{
  g_return_val_if_fail (RG_IS_HELP_PAGE (self), NULL);
  return GTK_WIDGET (self->scroller);
}
