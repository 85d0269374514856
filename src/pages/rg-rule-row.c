/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The row of a rule. Its controls follow from the fields of the rule's kind. */
#include "pages/rg-rule-row-private.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-rule-chooser.h"
#include "widgets/rg-field.h"

struct _RgRuleRow
{
  AdwExpanderRow parent_instance;

  RgNode *node;
  RgDataset *dataset;
  char *currency;
  GtkWidget *remove_button;
  GPtrArray *controls; /* rows in the opened part, borrowed */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (RgRuleRow, rg_rule_row, ADW_TYPE_EXPANDER_ROW)

enum { SIGNAL_CHANGED, SIGNAL_REMOVE, SIGNAL_MOVE, N_SIGNALS };
static guint signals[N_SIGNALS];

/* A control writes itself into the rule. */
typedef void (*RgApplyFunc) (RgRuleRow *self, GtkWidget *control);

static void rg_rule_row_rebuild (RgRuleRow *self);

static RgRule *
rg_rule_row_get_rule (RgRuleRow *self)
{
  return &self->node->rule;
}

static void
rg_rule_row_update_title (RgRuleRow *self)
{
  g_autofree char *title = rg_rule_sentence (rg_rule_row_get_rule (self), self->currency);
  g_autofree char *spoken = NULL;

  /* Translators: %s is the sentence of a rule, such as "Came at least 3 times". */
  spoken = g_strdup_printf (_("Remove Rule: %s"), title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
rg_rule_row_changed (RgRuleRow *self)
{
  rg_rule_row_update_title (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
rg_rule_row_apply_cb (GtkWidget *control, GParamSpec *pspec, RgRuleRow *self)
{
  RgApplyFunc apply = (RgApplyFunc) g_object_get_data (G_OBJECT (control), "rg-apply");

  if (self->filling || self->node == NULL)
    return;
  apply (self, control);
  rg_rule_row_changed (self);
}

static void
rg_rule_row_add_control (RgRuleRow *self, GtkWidget *control, const char *property,
                         RgApplyFunc apply)
{
  if (property != NULL)
    {
      g_autofree char *signal = g_strconcat ("notify::", property, NULL);

      g_object_set_data (G_OBJECT (control), "rg-apply", (gpointer) apply);
      g_signal_connect_object (control, signal, G_CALLBACK (rg_rule_row_apply_cb), self, 0);
    }
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), control);
  g_ptr_array_add (self->controls, control);
}

/* --- controls in another file ------------------------------------------------------------- */

RgRule *
rg_rule_row_edit (RgRuleRow *self)
{
  return self->filling || self->node == NULL ? NULL : rg_rule_row_get_rule (self);
}

void
rg_rule_row_edited (RgRuleRow *self, gboolean rebuild)
{
  if (rebuild)
    rg_rule_row_rebuild (self);
  rg_rule_row_changed (self);
}

void
rg_rule_row_take_control (RgRuleRow *self, GtkWidget *control)
{
  rg_rule_row_add_control (self, control, NULL, NULL);
}

/* --- kinds of controls -------------------------------------------------------------------- */

static GtkWidget *
rg_combo_new (const char *title, const char *const *labels, guint selected)
{
  GtkWidget *combo = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; labels[i] != NULL; i++)
    gtk_string_list_append (list, _(labels[i]));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (combo), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo), selected);
  return combo;
}

static guint
rg_combo_get (GtkWidget *combo)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (combo));
}

static GtkWidget *
rg_spin_new (const char *title, double value, double least, double most, guint digits)
{
  GtkWidget *spin = adw_spin_row_new_with_range (least, most, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (spin), title);
  adw_spin_row_set_digits (ADW_SPIN_ROW (spin), digits);
  adw_spin_row_set_value (ADW_SPIN_ROW (spin), value);
  return spin;
}

/* --- what to look at ---------------------------------------------------------------------- */

static void
rg_rule_row_apply_kind (RgRuleRow *self, GtkWidget *control)
{
  RgNode *fresh = rg_node_new_rule ((RgRuleKind) rg_combo_get (control));

  rg_rule_clear (&self->node->rule);
  self->node->rule = fresh->rule;
  fresh->rule.names = NULL;
  fresh->rule.field = NULL;
  rg_node_free (fresh);
  rg_rule_row_rebuild (self);
}

static void
rg_rule_row_add_kind (RgRuleRow *self)
{
  const char *labels[RG_RULE_KINDS + 1] = { NULL };

  for (guint k = 0; k < RG_RULE_KINDS; k++)
    labels[k] = rg_rule_kind_info ((RgRuleKind) k)->title;
  rg_rule_row_add_control (self,
                           rg_combo_new (_("Rule"), labels, rg_rule_row_get_rule (self)->kind),
                           "selected", rg_rule_row_apply_kind);
}

static void
rg_rule_row_apply_op (RgRuleRow *self, GtkWidget *control)
{
  RgRule *rule = rg_rule_row_get_rule (self);
  const RgRuleKindInfo *info = rg_rule_kind_info (rule->kind);
  RgOp first = info->ops & 1u << RG_OP_IS ? RG_OP_IS : RG_OP_AT_LEAST;
  gint64 value = rule->op == RG_OP_AT_MOST ? rule->high : rule->low;

  rule->op = (RgOp) (first + rg_combo_get (control));
  if (first == RG_OP_IS)
    return;
  rule->low = rule->op == RG_OP_AT_MOST ? 0 : value;
  rule->high = rule->op == RG_OP_AT_LEAST ? 0 : MAX (value, rule->high);
  rg_rule_row_rebuild (self);
}

static void
rg_rule_row_add_op (RgRuleRow *self, const RgRuleKindInfo *info)
{
  static const char *const is[] = { N_("Is"), N_("Is Not"), NULL };
  static const char *const has[] = { N_("Has"), N_("Has Not"), NULL };
  static const char *const compare[] = { N_("At Least"), N_("At Most"), N_("Between"), NULL };
  RgOp op = rg_rule_row_get_rule (self)->op;

  if (info->ops & 1u << RG_OP_IS)
    rg_rule_row_add_control (self,
                             rg_combo_new (_("Condition"), info->fields & RG_FIELD_HAS ? has : is,
                                           op == RG_OP_IS_NOT),
                             "selected", rg_rule_row_apply_op);
  else if (info->ops != 0)
    rg_rule_row_add_control (self,
                             rg_combo_new (_("Condition"), compare, op - RG_OP_AT_LEAST),
                             "selected", rg_rule_row_apply_op);
}

/* --- names -------------------------------------------------------------------------------- */

static void
rg_rule_row_set_names (RgRuleRow *self, GStrvBuilder *builder)
{
  rg_rule_set_names (rg_rule_row_get_rule (self), g_strv_builder_end (builder));
  rg_rule_row_rebuild (self);
  rg_rule_row_changed (self);
}

static void
rg_rule_row_add_name (RgRuleRow *self, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  char **names = rg_rule_row_get_rule (self)->names;

  if (*name == '\0' || (names != NULL && g_strv_contains ((const char *const *) names, name)))
    return;
  if (names != NULL)
    g_strv_builder_addv (builder, (const char **) names);
  g_strv_builder_add (builder, name);
  rg_rule_row_set_names (self, builder);
}

static void
rg_rule_row_remove_name_cb (GtkWidget *button, RgRuleRow *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *name = g_object_get_data (G_OBJECT (button), "rg-name");
  char **names = rg_rule_row_get_rule (self)->names;

  for (guint i = 0; names[i] != NULL; i++)
    if (!g_str_equal (names[i], name))
      g_strv_builder_add (builder, names[i]);
  rg_rule_row_set_names (self, builder);
}

static void
rg_rule_row_add_chosen (RgRuleRow *self, const char *name)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  /* Translators: %s is a name that a rule looks for. */
  g_autofree char *tip = g_strdup_printf (_("Remove %s"), name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "rg-name", g_strdup (name), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (rg_rule_row_remove_name_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  rg_rule_row_add_control (self, row, NULL, NULL);
}

static void
rg_rule_row_choose_cb (GtkWidget *combo, GParamSpec *pspec, RgRuleRow *self)
{
  GtkStringObject *chosen = adw_combo_row_get_selected_item (ADW_COMBO_ROW (combo));

  if (!self->filling && self->node != NULL && chosen != NULL && rg_combo_get (combo) > 0)
    {
      g_autofree char *name = g_strdup (gtk_string_object_get_string (chosen));

      rg_rule_row_add_name (self, name);
    }
}

static void
rg_rule_row_typed_cb (AdwEntryRow *entry, RgRuleRow *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  rg_rule_row_add_name (self, name);
}

void
rg_rule_row_add_names (RgRuleRow *self, GtkWidget *chooser)
{
  char **names = rg_rule_row_get_rule (self)->names;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    rg_rule_row_add_chosen (self, names[i]);
  if (ADW_IS_COMBO_ROW (chooser))
    g_signal_connect_object (chooser, "notify::selected", G_CALLBACK (rg_rule_row_choose_cb),
                             self, 0);
  else
    g_signal_connect_object (chooser, "apply", G_CALLBACK (rg_rule_row_typed_cb), self, 0);
  rg_rule_row_add_control (self, chooser, NULL, NULL);
}

static void
rg_rule_row_apply_text (RgRuleRow *self, GtkWidget *control)
{
  const char *text[] = { gtk_editable_get_text (GTK_EDITABLE (control)), NULL };

  rg_rule_set_names (rg_rule_row_get_rule (self), g_strdupv ((char **) text));
}

static void
rg_rule_row_add_text (RgRuleRow *self)
{
  GtkWidget *entry = adw_entry_row_new ();
  char **names = rg_rule_row_get_rule (self)->names;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("Text"));
  gtk_editable_set_text (GTK_EDITABLE (entry), names != NULL && names[0] != NULL ? names[0] : "");
  rg_rule_row_add_control (self, entry, "text", rg_rule_row_apply_text);
}

/* --- numbers ------------------------------------------------------------------------------ */

static double
rg_rule_row_unit (RgRuleRow *self)
{
  return rg_rule_kind_info (rg_rule_row_get_rule (self)->kind)->fields & RG_FIELD_MONEY
           ? RG_PRICE_UNIT : 1;
}

static gint64
rg_rule_row_read_spin (RgRuleRow *self, GtkWidget *control)
{
  double value = adw_spin_row_get_value (ADW_SPIN_ROW (control)) * rg_rule_row_unit (self);

  return (gint64) (value < 0 ? value - 0.5 : value + 0.5);
}

static void
rg_rule_row_apply_low (RgRuleRow *self, GtkWidget *control)
{
  rg_rule_row_get_rule (self)->low = rg_rule_row_read_spin (self, control);
}

static void
rg_rule_row_apply_high (RgRuleRow *self, GtkWidget *control)
{
  rg_rule_row_get_rule (self)->high = rg_rule_row_read_spin (self, control);
}

static void
rg_rule_row_add_number (RgRuleRow *self, const char *title, gint64 value, gint64 least,
                        gint64 most, RgApplyFunc apply)
{
  double unit = rg_rule_row_unit (self);
  guint digits = unit > 1 ? (guint) MAX (rg_currency_digits (self->currency), 0) : 0;

  rg_rule_row_add_control (self,
                           rg_spin_new (title, (double) value / unit, (double) least / unit,
                                        (double) most / unit, digits),
                           "value", apply);
}

static void
rg_rule_row_add_comparison (RgRuleRow *self, const RgRuleKindInfo *info)
{
  const RgRule *rule = rg_rule_row_get_rule (self);
  gint64 least = info->fields & RG_FIELD_MONEY ? -info->most : 0;

  if (rule->op != RG_OP_AT_MOST)
    rg_rule_row_add_number (self, rule->op == RG_OP_BETWEEN ? _("From") : _("At Least"),
                            rule->low, least, info->most, rg_rule_row_apply_low);
  if (rule->op != RG_OP_AT_LEAST)
    rg_rule_row_add_number (self, rule->op == RG_OP_BETWEEN ? _("To") : _("At Most"), rule->high,
                            least, info->most, rg_rule_row_apply_high);
}

static void
rg_rule_row_apply_month (RgRuleRow *self, GtkWidget *control)
{
  rg_rule_row_get_rule (self)->low = rg_combo_get (control) + 1;
}

static void
rg_rule_row_add_month (RgRuleRow *self)
{
  static const char *const months[] = {
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"), NULL,
  };

  rg_rule_row_add_control (self,
                           rg_combo_new (_("Month"), months,
                                         (guint) rg_rule_row_get_rule (self)->low - 1),
                           "selected", rg_rule_row_apply_month);
}

/* --- contact and permission --------------------------------------------------------------- */

static void
rg_rule_row_apply_has (RgRuleRow *self, GtkWidget *control)
{
  rg_rule_row_get_rule (self)->has = rg_combo_get (control);
}

static void
rg_rule_row_apply_channel (RgRuleRow *self, GtkWidget *control)
{
  rg_rule_row_get_rule (self)->channel = (RgChannel) rg_combo_get (control);
}

static void
rg_rule_row_apply_permission (RgRuleRow *self, GtkWidget *control)
{
  rg_rule_row_get_rule (self)->permission = (RgPermission) rg_combo_get (control);
}

static void
rg_rule_row_add_has (RgRuleRow *self)
{
  static const char *const fields[] = { N_("Name"), N_("E-mail"), N_("Phone"), N_("Address"),
                                        NULL };

  rg_rule_row_add_control (self,
                           rg_combo_new (_("Detail"), fields, rg_rule_row_get_rule (self)->has),
                           "selected", rg_rule_row_apply_has);
}

static void
rg_rule_row_apply_stage (RgRuleRow *self, GtkWidget *control)
{
  rg_rule_row_get_rule (self)->stage = (RgStage) rg_combo_get (control);
}

static void
rg_rule_row_add_stage (RgRuleRow *self)
{
  static const char *const stages[] = { N_("No Purchase Yet"), N_("New"), N_("Growing"),
                                        N_("Regular"), N_("Lapsing"), N_("Lost"), NULL };

  rg_rule_row_add_control (self,
                           rg_combo_new (_("Stage"), stages, rg_rule_row_get_rule (self)->stage),
                           "selected", rg_rule_row_apply_stage);
}

static void
rg_rule_row_add_permission (RgRuleRow *self)
{
  static const char *const channels[] = { N_("Post"), N_("E-mail"), N_("Calls"),
                                          N_("Text Messages"), NULL };
  static const char *const states[] = { N_("Not Asked"), N_("Yes"), N_("No"), NULL };
  const RgRule *rule = rg_rule_row_get_rule (self);

  rg_rule_row_add_control (self, rg_combo_new (_("Channel"), channels, rule->channel), "selected",
                           rg_rule_row_apply_channel);
  rg_rule_row_add_control (self, rg_combo_new (_("Permission"), states, rule->permission),
                           "selected", rg_rule_row_apply_permission);
}

/* --- when --------------------------------------------------------------------------------- */

static void
rg_rule_row_apply_window (RgRuleRow *self, GtkWidget *control)
{
  RgWindow *window = &rg_rule_row_get_rule (self)->window;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  *window = (RgWindow) { .mode = (RgWindowMode) rg_combo_get (control) };
  if (window->mode == RG_WINDOW_LAST)
    window->days = 365;
  if (window->mode == RG_WINDOW_BETWEEN)
    {
      window->from = rg_day_year_start (rg_day_today (zone));
      window->to = rg_day_today (zone);
    }
  rg_rule_row_rebuild (self);
}

static void
rg_rule_row_apply_window_days (RgRuleRow *self, GtkWidget *control)
{
  rg_rule_row_get_rule (self)->window.days =
    (int) adw_spin_row_get_value (ADW_SPIN_ROW (control));
}

/* What is no day marks the field and leaves the rule as it was. */
static void
rg_rule_row_apply_day (RgRuleRow *self, GtkWidget *control)
{
  RgDay *day = g_object_get_data (G_OBJECT (control), "rg-to") != NULL
                 ? &rg_rule_row_get_rule (self)->window.to
                 : &rg_rule_row_get_rule (self)->window.from;
  RgDay typed = rg_day_parse_iso (gtk_editable_get_text (GTK_EDITABLE (control)));

  if (typed != RG_DAY_NONE)
    *day = typed;
  if (typed == RG_DAY_NONE)
    rg_field_refuse (control, NULL);
  else
    rg_field_accept (control);
}

static void
rg_rule_row_add_day (RgRuleRow *self, const char *title, RgDay day, gboolean to)
{
  GtkWidget *entry = adw_entry_row_new ();
  g_autofree char *text = rg_day_format_iso (day);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  if (to)
    g_object_set_data (G_OBJECT (entry), "rg-to", self);
  rg_rule_row_add_control (self, entry, "text", rg_rule_row_apply_day);
}

static void
rg_rule_row_add_window (RgRuleRow *self)
{
  static const char *const modes[] = { N_("Ever"), N_("In the Last … Days"),
                                       N_("Between Two Days"), NULL };
  const RgWindow *window = &rg_rule_row_get_rule (self)->window;

  rg_rule_row_add_control (self, rg_combo_new (_("When"), modes, window->mode), "selected",
                           rg_rule_row_apply_window);
  if (window->mode == RG_WINDOW_LAST)
    rg_rule_row_add_control (self, rg_spin_new (_("Days"), window->days, 1, RG_DAYS_MAX, 0),
                             "value", rg_rule_row_apply_window_days);
  if (window->mode != RG_WINDOW_BETWEEN)
    return;
  /* Translators: the title of a field for a day written as year-month-day. */
  rg_rule_row_add_day (self, _("First Day (2026-01-31)"), window->from, FALSE);
  /* Translators: the title of a field for a day written as year-month-day. */
  rg_rule_row_add_day (self, _("Last Day (2026-01-31)"), window->to, TRUE);
}

/* --- the row ------------------------------------------------------------------------------ */

static void
rg_rule_row_build (RgRuleRow *self)
{
  const RgRule *rule = rg_rule_row_get_rule (self);
  const RgRuleKindInfo *info = rg_rule_kind_info (rule->kind);

  rg_rule_row_add_kind (self);
  if (info->fields & RG_FIELD_OWN)
    rg_rule_row_add_own (self, rule, self->dataset, self->currency);
  if (info->fields & RG_FIELD_PERMISSION)
    rg_rule_row_add_permission (self);
  rg_rule_row_add_op (self, info);
  if (info->fields & RG_FIELD_HAS)
    rg_rule_row_add_has (self);
  if (info->fields & RG_FIELD_STAGE)
    rg_rule_row_add_stage (self);
  if (info->fields & RG_FIELD_NAMES)
    rg_rule_row_add_names (self, rg_rule_chooser_new (self->dataset, info->list));
  if (info->fields & RG_FIELD_TEXT)
    rg_rule_row_add_text (self);
  if (info->fields & (RG_FIELD_NUMBER | RG_FIELD_MONEY))
    rg_rule_row_add_comparison (self, info);
  if (info->fields & RG_FIELD_MONTH)
    rg_rule_row_add_month (self);
  if (info->fields & RG_FIELD_DAYS)
    rg_rule_row_add_number (self, _("Days"), rule->low, 1, info->most, rg_rule_row_apply_low);
  if (info->fields & RG_FIELD_TIMES)
    rg_rule_row_add_number (self, _("At Least … Times"), rule->low, 1, info->most,
                            rg_rule_row_apply_low);
  if (info->fields & RG_FIELD_WINDOW)
    rg_rule_row_add_window (self);
}

/* The control that the keyboard is in, or -1. */
static int
rg_rule_row_get_focus (RgRuleRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *at = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; at != NULL && i < self->controls->len; i++)
    if (at == self->controls->pdata[i] || gtk_widget_is_ancestor (at, self->controls->pdata[i]))
      return (int) i;
  return -1;
}

/* To the control of that title, else to the one that stands in its place now. */
static void
rg_rule_row_set_focus (RgRuleRow *self, const char *title, guint at)
{
  GtkWidget *to = self->controls->pdata[MIN (at, self->controls->len - 1)];

  for (guint i = 0; i < self->controls->len; i++)
    if (g_str_equal (adw_preferences_row_get_title (self->controls->pdata[i]), title))
      to = self->controls->pdata[i];
  gtk_widget_child_focus (to, GTK_DIR_TAB_FORWARD);
}

static gboolean
rg_rule_row_rebuild_cb (gpointer data)
{
  RgRuleRow *self = RG_RULE_ROW (data);
  const int at = rg_rule_row_get_focus (self);
  g_autofree char *title = NULL;

  if (self->node == NULL)
    return G_SOURCE_REMOVE;
  if (at >= 0)
    title = g_strdup (adw_preferences_row_get_title (self->controls->pdata[at]));
  self->filling = TRUE;
  for (guint i = 0; i < self->controls->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->controls->pdata[i]);
  g_ptr_array_set_size (self->controls, 0);
  rg_rule_row_build (self);
  self->filling = FALSE;
  if (at >= 0)
    rg_rule_row_set_focus (self, title, (guint) at);
  return G_SOURCE_REMOVE;
}

/* Later: a control must not go while it is still telling that it changed. */
static void
rg_rule_row_rebuild (RgRuleRow *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, rg_rule_row_rebuild_cb, g_object_ref (self),
                   g_object_unref);
}

static void
rg_rule_row_remove_cb (RgRuleRow *self)
{
  if (self->node != NULL)
    g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
}

static gboolean
rg_rule_row_remove_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  rg_rule_row_remove_cb (RG_RULE_ROW (widget));
  return TRUE;
}

static gboolean
rg_rule_row_move_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  if (RG_RULE_ROW (widget)->node != NULL)
    g_signal_emit (widget, signals[SIGNAL_MOVE], 0, g_variant_get_int32 (args));
  return TRUE;
}

static void
rg_rule_row_dispose (GObject *object)
{
  RgRuleRow *self = RG_RULE_ROW (object);

  g_clear_pointer (&self->dataset, rg_dataset_unref);
  G_OBJECT_CLASS (rg_rule_row_parent_class)->dispose (object);
}

static void
rg_rule_row_finalize (GObject *object)
{
  RgRuleRow *self = RG_RULE_ROW (object);

  g_ptr_array_unref (self->controls);
  g_free (self->currency);
  G_OBJECT_CLASS (rg_rule_row_parent_class)->finalize (object);
}

static void
rg_rule_row_class_init (RgRuleRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_rule_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_rule_row_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", RG_TYPE_RULE_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", RG_TYPE_RULE_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_MOVE] = g_signal_new ("move", RG_TYPE_RULE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, rg_rule_row_move_key_cb,
                                "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, rg_rule_row_move_key_cb,
                                "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, GDK_CONTROL_MASK,
                                rg_rule_row_remove_key_cb, NULL);
}

static void
rg_rule_row_init (RgRuleRow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  self->controls = g_ptr_array_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_widget_set_tooltip_text (button, _("Remove Rule"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (rg_rule_row_remove_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (self), button);
  self->remove_button = button;
}

RgRuleRow *
rg_rule_row_new (RgNode *node, RgDataset *dataset, const char *currency)
{
  RgRuleRow *self = g_object_new (RG_TYPE_RULE_ROW, NULL);

  self->node = node;
  self->dataset = dataset != NULL ? rg_dataset_ref (dataset) : NULL;
  self->currency = g_strdup (currency);
  self->filling = TRUE;
  rg_rule_row_build (self);
  self->filling = FALSE;
  rg_rule_row_update_title (self);
  return self;
}

RgNode *
rg_rule_row_get_node (RgRuleRow *self)
{
  return self->node;
}

void
rg_rule_row_focus_first (RgRuleRow *self)
{
  gtk_widget_child_focus (self->controls->pdata[0], GTK_DIR_TAB_FORWARD);
}

void
rg_rule_row_forget_node (RgRuleRow *self)
{
  self->node = NULL;
}

/* "9 870 match · removes 1 020" */
static char *
rg_rule_row_dup_numbers (RgNodeType group, const RgNodeCount *count)
{
  g_autofree char *match = rg_number_format (count->match);
  g_autofree char *effect = rg_number_format (count->effect);
  /* Translators: %s is a number of customers. */
  g_autofree char *first = g_strdup_printf (P_("%s matches", "%s match", count->match), match);
  g_autofree char *second = NULL;

  if (group == RG_NODE_ALL)
    /* Translators: %s is a number of customers who are out because of this rule. */
    second = g_strdup_printf (_("removes %s"), effect);
  else if (group == RG_NODE_ANY)
    /* Translators: %s is a number of customers who are in because of this rule alone. */
    second = g_strdup_printf (_("adds %s by itself"), effect);
  else
    /* Translators: %s is a number of customers whom this rule takes out. */
    second = g_strdup_printf (_("takes out %s"), effect);
  return g_strdup_printf ("%s · %s", first, second);
}

void
rg_rule_row_show_count (RgRuleRow *self, const RgNodeCount *count, RgDataset *dataset)
{
  const RgRule *rule = rg_rule_row_get_rule (self);
  const char *missing = rg_rule_missing (rule);
  const char *unknown = dataset != NULL ? rg_rule_unknown_name (rule, dataset) : NULL;
  g_autofree char *text = NULL;

  if (missing != NULL)
    text = g_strdup (missing);
  else if (count != NULL)
    text = rg_rule_row_dup_numbers (self->node->parent->type, count);
  if (missing == NULL && unknown != NULL)
    {
      /* Translators: a name in a rule, which is not the name of anything in the shop. */
      g_autofree char *note =
        g_strdup_printf (_("Nothing in the shop is called “%s”."), unknown);
      char *both = text != NULL ? g_strdup_printf ("%s\n%s", note, text) : g_strdup (note);

      g_free (text);
      text = both;
    }
  if (text != NULL)
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text);
}
